package crm.it.hardening;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.it.lab.Crm;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Pages;
import crm.it.lab.RawHttp;
import crm.it.lab.RawHttp.Answer;
import crm.it.lab.SharedLab;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks that are known by name. */
class HardeningIT extends DeployedApplication {

    private static final String HOST = "Host: 127.0.0.1";
    private static final String AUTHORIZATION = "Authorization: Basic "
            + Base64.getEncoder().encodeToString(("admin:" + SharedLab.ADMIN_PASSWORD).getBytes(UTF_8));
    private static final String SEARCH = "/crm/api/v1/customers/search";
    private static final Pattern INLINE = Pattern.compile(
            "<style|\\sstyle=|<script(?![^>]*\\s(src|nonce)=)[^>]*>|\\son[a-z]+=|javascript:",
            Pattern.CASE_INSENSITIVE);

    // ---- headers, cookies, scripts

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /crm/api/v1/me",
                "PUT /crm/api/v1/users/somebody",
                "GET /crm/api/v1/me AUTH",
                "GET /crm/api/v1/made-up AUTH",
                "DELETE /crm/api/v1/customers AUTH",
                "GET /crm/api/v1/customers?limit=0 AUTH",
                "GET /crm/home.xhtml",
                "GET /crm/made-up.xhtml",
                "GET /crm/login.xhtml",
                "PUT /crm/login.xhtml",
                "GET /crm/static/crm.css",
                "GET /crm/static/made-up",
                "GET /crm/jakarta.faces.resource/made-up.xhtml",
                "GET /crm/health/live",
                "GET /crm/openapi",
                "GET /crm/openapi AUTH",
                "GET /crm/error"
            })
    void everyAnswerHasItsHeaders(String request) throws IOException {
        boolean authorized = request.endsWith(" AUTH");
        Answer answer = RawHttp.once(
                request.replace(" AUTH", "") + " HTTP/1.1", HOST, authorized ? AUTHORIZATION : "X-None: x");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("X-Frame-Options")).contains("DENY");
        assertThat(answer.header("Referrer-Policy")).contains("same-origin");
        assertThat(answer.header("Cache-Control")).isPresent();
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Powered-By")).isEmpty();
        if (answer.status() != 302) {
            List<String> policies = answer.headers().stream()
                    .filter(header -> header.startsWith("Content-Security-Policy:"))
                    .toList();
            assertThat(policies).singleElement().asString().contains("frame-ancestors 'none'");
            assertThat(policies).singleElement().asString().doesNotContain("unsafe");
        }
    }

    @Test
    void pagesHaveNoInlineScriptsAndStyles() {
        Pages pages = Pages.as("admin", SharedLab.ADMIN_PASSWORD);
        for (String page : List.of("/home.xhtml", "/profile/list.xhtml", "/login.xhtml", "/profile/view.xhtml?id=x")) {
            String body = pages.get(page).body();
            assertThat(INLINE.matcher(body)
                            .results()
                            .map(found -> found.group())
                            .toList())
                    .as(page)
                    .isEmpty();
        }
        assertThat(new Pages().get("/login.xhtml").body()).doesNotContainPattern(INLINE);
    }

    @Test
    void theSessionCookieStaysHereAndAwayFromScripts() throws IOException {
        Answer login = RawHttp.once("GET /crm/login.xhtml HTTP/1.1", HOST);
        assertThat(login.header("Set-Cookie").orElse("").toLowerCase(java.util.Locale.ROOT))
                .contains("httponly", "samesite=lax", "path=/crm");
    }

    // ---- other sites

    @Test
    void aFormOfAnotherSiteDoesNothing() {
        Pages pages = Pages.as("admin", SharedLab.ADMIN_PASSWORD);
        pages.post("/home.xhtml", Map.of("session", "session", "session:logout", "x"));
        pages.post(
                "/home.xhtml",
                Map.of("session", "session", "session:logout", "x", "jakarta.faces.ViewState", "1234567890:987654321"));
        assertThat(pages.get("/home.xhtml").statusCode()).as("still logged in").isEqualTo(200);
        String state = pages.state(pages.get("/home.xhtml").body());
        pages.post(
                "/home.xhtml", Map.of("session", "session", "session:logout", "x", "jakarta.faces.ViewState", state));
        assertThat(pages.get("/home.xhtml").statusCode())
                .as("its own form works")
                .isEqualTo(302);
    }

    @Test
    void theApiTakesNoSession() throws IOException {
        String cookie = "Cookie: " + Pages.as("admin", SharedLab.ADMIN_PASSWORD).cookie();
        assertThat(RawHttp.once("GET /crm/api/v1/me HTTP/1.1", HOST, cookie).status())
                .isEqualTo(401);
        String put = String.join(
                "\r\n",
                "PUT /crm/api/v1/users/forged HTTP/1.1",
                HOST,
                cookie,
                "Content-Type: application/json",
                "Content-Length: 2",
                "",
                "");
        assertThat(RawHttp.once(put, "{}".getBytes(UTF_8)).status()).isEqualTo(401);
        assertThat(admin().get("/api/v1/users/forged").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/crm/home.xhtml", "http://evil.example/crm/home.xhtml", "/crm/?//evil.example"})
    void noRedirectLeadsToAHostThatTheRequestNames(String target) throws IOException {
        Answer answer = RawHttp.once("GET " + target + " HTTP/1.1", "Host: evil.example");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location").orElseThrow()).startsWith("/crm/login.xhtml");
    }

    // ---- ways around the door

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/crm/api/v1/users;x=y",
                "/crm/api;x=y/v1/users",
                "/crm;x=y/api/v1/users",
                "/crm//api/v1/users",
                "/crm/./api/v1/users",
                "/crm/%61pi/v1/users",
                "/crm/static/../api/v1/users",
                "/crm/static/%2e%2e/api/v1/users",
                "/crm/static/..;/api/v1/users",
                "/crm/static/..%2fapi/v1/users",
                "/crm/static/%2e%2e%2fapi/v1/users",
                "/crm/static/..%5capi/v1/users",
                "/crm/static/crm.css/../../api/v1/users",
                "/crm/health/live/../../api/v1/users",
                "/crm/health/..;x=y/api/v1/users",
                "/crm/login.xhtml/../api/v1/users",
                "/crm/login.xhtml;/../api/v1/users",
                "/crm/jakarta.faces.resource/../home.xhtml",
                "/crm/jakarta.faces.resource/web.xml.xhtml?ln=../WEB-INF",
                "/crm/jakarta.faces.resource/..%2f..%2fWEB-INF/web.xml.xhtml",
                "/crm/static/../home.xhtml",
                "/crm/static/..;/home.xhtml",
                "/crm/home.xhtml;jsessionid=x",
                "/crm/home.xhtml/static/crm.css",
                "/crm/WEB-INF/web.xml",
                "/crm/static/../WEB-INF/web.xml",
                "/crm/static/%2e%2e/WEB-INF/web.xml",
                "/crm/META-INF/MANIFEST.MF",
                "/crm/openapi/../api/v1/users",
                "/crm/openapi;x",
                "/crm/error.xhtml"
            })
    void noSpellingOfAnAddressGetsAroundTheDoor(String target) throws IOException {
        Answer answer = RawHttp.once("GET " + target + " HTTP/1.1", HOST);
        assertThat(answer.status()).as(answer.body()).isIn(302, 400, 401, 403, 404);
        assertThat(answer.header("Location").orElse("/crm/login")).startsWith("/crm/login");
        assertThat(answer.body()).doesNotContain("created_at", "web-app", "Manifest-Version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "DEBUG"})
    void nothingIsEchoed(String method) throws IOException {
        Answer answer = RawHttp.once(method + " /crm/login.xhtml HTTP/1.1", HOST, "X-Secret: echo");
        assertThat(answer.status()).isIn(0, 302, 400, 404, 405, 501);
        assertThat(answer.body()).doesNotContain("X-Secret");
    }

    // ---- sizes

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedUnread() throws IOException {
        Answer answer = RawHttp.once(head(SEARCH, "application/json", "Content-Length: 2000000"), new byte[0]);
        assertProblem(answer, 413);
    }

    @Test
    void aBodyThatDoesNotSayHowLargeItIsIsRefusedWhenItIs() throws IOException {
        String json = "{\"q\":\"" + "x".repeat(2_000_000) + "\"}";
        assertProblem(RawHttp.once(head(SEARCH, "application/json", CHUNKED), chunked(json)), 413);
        String xml = "<search><q>" + "x".repeat(2_000_000) + "</q></search>";
        assertProblem(RawHttp.once(head(SEARCH, "application/xml", CHUNKED), chunked(xml)), 413);
    }

    /** The server has a limit of its own, and what it refuses has no body. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoSendsFarTooMuchIsTold(boolean says) throws Exception {
        byte[] blank = new byte[40_000_000];
        Arrays.fill(blank, (byte) ' ');
        HttpRequest request = HttpRequest.newBuilder(URI.create(SharedLab.http() + "/crm/api/v1/events"))
                .header("Authorization", AUTHORIZATION.substring("Authorization: ".length()))
                .header("Content-Type", "application/json")
                .POST(
                        says
                                ? BodyPublishers.ofByteArray(blank)
                                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(blank)))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("The body is too large");
    }

    @Test
    void aFormThatIsTooLargeIsRefused() throws IOException {
        String type = "application/x-www-form-urlencoded";
        Answer said = RawHttp.once(head("/crm/login.xhtml", type, "Content-Length: 3000000"), new byte[0]);
        assertThat(said.status()).isEqualTo(413);
        String form = "a=" + "x".repeat(3_000_000);
        assertThat(RawHttp.once(head("/crm/login.xhtml", type, CHUNKED), chunked(form))
                        .status())
                .isEqualTo(413);
        String parameters = "a=1&".repeat(2_000);
        assertThat(RawHttp.once(head("/crm/login.xhtml", type, CHUNKED), chunked(parameters))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void pagesTakeNothingButForms() throws IOException {
        String type = "multipart/form-data; boundary=x";
        Answer answer = RawHttp.once(head("/crm/login.xhtml", type, "Content-Length: 5"), "--x--".getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void aHeadThatIsTooLargeIsRefused() throws IOException {
        assertThat(RawHttp.once("GET /crm/login.xhtml HTTP/1.1", HOST, "X-Large: " + "x".repeat(100_000))
                        .status())
                .isIn(0, 400, 431);
        String[] many = new String[202];
        java.util.Arrays.setAll(many, i -> "X-" + i + ": x");
        many[0] = "GET /crm/login.xhtml HTTP/1.1";
        many[1] = HOST;
        assertThat(RawHttp.once(many).status()).isIn(0, 400, 431);
    }

    // ---- slow clients

    @Test
    void whoeverDripsIsLetGoAndOthersAreServedMeanwhile() throws Exception {
        List<byte[]> beginnings = List.of(
                ("GET /crm/login.xhtml HTTP/1.1\r\n" + HOST + "\r\nX-Slow: ").getBytes(UTF_8),
                head(SEARCH, "application/json", "Content-Length: 1000").getBytes(UTF_8),
                head("/crm/login.xhtml", "application/x-www-form-urlencoded", "Content-Length: 1000")
                        .getBytes(UTF_8));
        ExecutorService clients = Executors.newCachedThreadPool();
        List<Future<Duration>> slow = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            byte[] beginning = beginnings.get(i % beginnings.size());
            slow.add(clients.submit(() -> drip(beginning)));
        }
        Crm crm = admin();
        int served = 0;
        while (slow.stream().anyMatch(client -> !client.isDone())) {
            assertThat(crm.get("/api/v1/me").status()).isEqualTo(200);
            served++;
        }
        clients.shutdown();
        for (int i = 0; i < slow.size(); i++) {
            assertThat(slow.get(i).get(1, TimeUnit.SECONDS))
                    .as("kind %d", i % beginnings.size())
                    .isLessThan(Duration.ofSeconds(20));
        }
        assertThat(served).isGreaterThan(10);
    }

    /** Sends a space now and then until the server has enough of it; says how long that took. */
    private static Duration drip(byte[] beginning) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        try (RawHttp connection = RawHttp.connect()) {
            connection.send(beginning);
            while (Duration.between(begin, Instant.now()).toSeconds() < 30) {
                TimeUnit.MILLISECONDS.sleep(200);
                connection.send(new byte[] {' '});
            }
        } catch (SocketException closed) {
            return Duration.between(begin, Instant.now());
        }
        return Duration.ofSeconds(30);
    }

    // ---- bodies

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><search><q>&x;</q></search>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\"><search><q>q</q></search>",
                "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><search><q>&b;</q></search>",
                "<search><q>&undeclared;</q></search>",
                "<search>"
            })
    void xmlWithDocumentTypesAndEntitiesIsRefused(String xml) throws IOException {
        byte[] body = xml.getBytes(UTF_8);
        assertProblem(RawHttp.once(head(SEARCH, "application/xml", "Content-Length: " + body.length), body), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"q\":\"a\",\"q\":\"b\"}",
                "{\"q\":\"a\"} {\"q\":\"b\"}",
                "DEEP",
                "{\"limit\":1e999999999}",
                "{\"limit\":NaN}",
                "{\"q\":\"\\ud800\"",
                "{'q':1}"
            })
    void jsonThatIsAmbiguousOrEndlessIsRefused(String json) throws IOException {
        byte[] body =
                json.replace("DEEP", "[".repeat(10_000) + "]".repeat(10_000)).getBytes(UTF_8);
        Answer answer = RawHttp.once(head(SEARCH, "application/json", "Content-Length: " + body.length), body);
        assertProblem(answer, answer.status() == 422 ? 422 : 400);
    }

    private static final String CHUNKED = "Transfer-Encoding: chunked";

    private static String head(String path, String type, String length) {
        return String.join(
                "\r\n", "POST " + path + " HTTP/1.1", HOST, AUTHORIZATION, "Content-Type: " + type, length, "", "");
    }

    private static byte[] chunked(String body) {
        StringBuilder chunks = new StringBuilder();
        for (int from = 0; from < body.length(); from += 10_000) {
            String chunk = body.substring(from, Math.min(body.length(), from + 10_000));
            chunks.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return chunks.append("0\r\n\r\n").toString().getBytes(UTF_8);
    }

    private static void assertProblem(Answer answer, int status) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(new JsonMapper().readTree(answer.body()).get("detail").asText())
                .isNotBlank();
    }
}
