package crm.it.hardening;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.it.lab.OpenApi;
import crm.it.lab.OpenApi.Operation;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Requests that make little sense, each from its seed: every operation of the description with names, parameters,
 * headers and bodies that are right, nearly right, or nothing at all.
 */
final class HttpCases {

    private static final List<Operation> OPERATIONS = operations();

    private static final List<String> VALUES = List.of(
            "1",
            "0",
            "-1",
            "500",
            "501",
            "2147483648",
            "99999999999999999999",
            "1e400",
            "NaN",
            "true",
            "null",
            "",
            "%20",
            "%00",
            "a%00b",
            "%",
            "%zz",
            "%ff",
            "%c0%af",
            "%ed%a0%80",
            "%F0%9F%98%80",
            "%E5%B0%8F%E6%98%8E",
            "..",
            "%2e%2e",
            "%2f",
            "..%2f",
            ";x=y",
            "a;b",
            "'",
            "%27%20or%201=1--",
            "%22",
            "<script>",
            "${7*7}",
            "%23%7B7*7%7D",
            "%0d%0aSet-Cookie:a=b",
            "2011-09-30T00:00:00Z",
            "2011-09-30T00:00:00%2B02:00",
            "2011-99-99",
            "-999999999-01-01T00:00:00Z",
            "eyJhIjoxfQ",
            "AAAA",
            "name",
            "-name",
            "order.completed",
            "crm-profile",
            "customer_order",
            "who-may",
            "customer_id:1",
            "anonymous_id:a",
            "loyalty_id:-",
            "email:ada@example.org",
            "profile:00000000-0000-0000-0000-000000000000",
            "profile:x",
            ":",
            "x:",
            ":x",
            "00000000-0000-0000-0000-000000000000");

    private static final List<String> MEDIA_TYPES = List.of(
            "application/json",
            "application/json",
            "application/xml",
            "text/csv",
            "application/x-ndjson",
            "application/cloudevents+json",
            "application/cloudevents-batch+json",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "application/merge-patch+json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain",
            "*/*",
            "application/*",
            "a/b;q=2",
            "nonsense",
            "/",
            "",
            ";;;");

    private static final List<String> TAGS = List.of("\"1\"", "W/\"1\"", "*", "1", "\"", "\"\\\"", "\"1\", \"2\"", "");

    private static final List<String> BODIES = List.of(
            "{}",
            "[]",
            "null",
            "\"text\"",
            "7",
            "",
            "{\"q\":\"ada\",\"filters\":{\"country\":\"UK\"},\"sort\":\"name\",\"limit\":5}",
            "{\"roles\":[\"viewer\"],\"password\":\"a long enough password\"}",
            "{\"customer_id\":\"fuzz\",\"type\":\"page.viewed\",\"time\":\"2020-01-01T00:00:00Z\",\"url\":\"/\"}",
            "[{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"fuzz\",\"type\":\"order.completed\",\"subject\":\"fuzz\","
                    + "\"time\":\"2020-01-01T00:00:00Z\",\"data\":{\"order_id\":\"o\",\"currency\":\"GBP\",\"total\":\"1\","
                    + "\"products\":[]}}]",
            "{\"customer_id\":\"fuzz\",\"type\":\"cart.viewed\"}\n{\"customer_id\":\"fuzz\",\"type\":\"cart.viewed\"}\n",
            "customer_id,type,url\nfuzz,page.viewed,/\n",
            "<search><q>ada</q><filters><country>UK</country></filters></search>",
            "{\"attributes\":{\"name\":\"x\"}}",
            "{\"count\":1}",
            "{\"to\":\"offset\",\"value\":1e99,\"dry_run\":true}",
            "{\"reason\":\"fuzz\"}",
            "a=b&c=%zz");

    private static final List<String> SNIPPETS = List.of(
            "\u0000",
            "\\u0000",
            "\\ud800",
            "\uFFFF",
            "\uD83D\uDE00",
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "null",
            "-",
            "1e999999999",
            "99999999999999999999999999999999999999",
            "0.1e-400",
            "true",
            "<!DOCTYPE a>",
            "&x;",
            "<![CDATA[",
            "\r\n",
            "\t");

    /** Accounts that the test has made, by role; they have all one password. */
    private static final List<String> CALLERS =
            List.of("admin", "agent", "integration", "operator", "viewer", "privacy_officer", "marketer", "analyst");

    /** Those of the description, and the one page that is open. */
    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>(OpenApi.operations());
        operations.add(new Operation("GET", "/login.xhtml", true, "", List.of("next")));
        operations.add(new Operation("POST", "/login.xhtml", true, "", List.of("next", "jakarta.faces.ViewState")));
        return operations;
    }

    private final Random random;

    HttpCases(long seed) {
        this.random = new Random(seed);
    }

    /**
     * One request.
     *
     * @param method as it is sent
     * @param path as it is sent, with its query
     * @param head up to its empty line
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Case(String method, String path, String head, byte[] body) {

        @Override
        public String toString() {
            return head + new String(body, UTF_8);
        }
    }

    Case next() {
        Operation operation = oneOf(OPERATIONS);
        String method = random.nextInt(25) == 0
                ? oneOf(List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"))
                : operation.method();
        String path = path(operation, method) + query(operation);
        byte[] body = method.equals("GET") || method.equals("HEAD") ? new byte[0] : body();
        List<String> head = new ArrayList<>();
        head.add(method + " /crm" + path + " HTTP/1.1");
        head.add("Host: 127.0.0.1");
        head.addAll(headers());
        head.add("Content-Length: " + body.length);
        return new Case(method, path, String.join("\r\n", head) + "\r\n\r\n", body);
    }

    /** What changes something is done to nobody who is needed. */
    private String path(Operation operation, String method) {
        boolean harmless = method.equals("GET") || method.equals("HEAD");
        String path = operation.path();
        while (path.contains("{")) {
            String value = harmless ? oneOf(VALUES) : "fuzz-" + random.nextInt(20);
            path = path.substring(0, path.indexOf('{')) + value + path.substring(path.indexOf('}') + 1);
        }
        return random.nextInt(30) == 0 && harmless ? path + oneOf(VALUES) : path;
    }

    private String query(Operation operation) {
        StringBuilder query = new StringBuilder();
        List<String> names = new ArrayList<>(operation.parameters());
        names.add("limit");
        names.add("after");
        names.add("x" + random.nextInt(3));
        for (String name : names) {
            if (random.nextInt(3) == 0) {
                query.append(query.length() == 0 ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(oneOf(VALUES));
            }
        }
        return query.toString();
    }

    private List<String> headers() {
        List<String> headers = new ArrayList<>();
        headers.add("Authorization: " + authorization());
        if (random.nextInt(4) > 0) {
            headers.add("Content-Type: " + oneOf(MEDIA_TYPES));
        }
        if (random.nextInt(3) == 0) {
            headers.add("Accept: " + oneOf(MEDIA_TYPES));
        }
        if (random.nextInt(6) == 0) {
            headers.add(oneOf(List.of("If-Match: ", "If-None-Match: ")) + oneOf(TAGS));
        }
        if (random.nextInt(20) == 0) {
            headers.add(oneOf(List.of(
                    "Accept-Language: \u00ff",
                    "Cookie: JSESSIONID=x; $=",
                    "X-HTTP-Method-Override: DELETE",
                    "Range: bytes=0-",
                    "Expect: nonsense",
                    "Crm-Refresh: 1",
                    "X-Forwarded-For: '",
                    "ce-id: 1",
                    "ce-specversion: 2.0")));
        }
        return headers;
    }

    private String authorization() {
        if (random.nextInt(30) == 0) {
            return oneOf(List.of("Basic", "Basic !!!", "Basic Og==", "Bearer x.y.z", "Digest x", "", "\u00ff"));
        }
        String role = oneOf(CALLERS);
        String pair = "fuzzer-" + role + ":" + FuzzIT.PASSWORD;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private byte[] body() {
        if (random.nextInt(20) == 0) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        if (random.nextInt(50) == 0) {
            return oneOf(List.of("[", "{\"a\":", "<a>"))
                    .repeat(1 + random.nextInt(5000))
                    .getBytes(UTF_8);
        }
        byte[] body = oneOf(BODIES).getBytes(UTF_8);
        for (int i = random.nextInt(4); i > 0; i--) {
            body = mutated(body);
        }
        return body;
    }

    private byte[] mutated(byte[] body) {
        return mutated(body, random);
    }

    /** One change somewhere: a byte more, less or another, a piece twice, a snippet that means something. */
    static byte[] mutated(byte[] body, Random random) {
        int at = random.nextInt(body.length + 1);
        int end = Math.min(body.length, at + random.nextInt(10));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(body, 0, at);
        switch (random.nextInt(4)) {
            case 0 -> out.write(random.nextInt(256));
            case 1 ->
                out.writeBytes(SNIPPETS.get(random.nextInt(SNIPPETS.size())).getBytes(UTF_8));
            case 2 -> out.write(body, at, end - at);
            default -> at = end;
        }
        out.write(body, at, body.length - at);
        return out.toByteArray();
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    static List<String> callers() {
        return CALLERS;
    }
}
