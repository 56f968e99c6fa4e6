package crm.dev.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.dev.Failure;
import crm.dev.run.Running;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at the pages, logged in, and a system at the API, one request at a time. */
final class Visit {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern STATE = Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]* value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Running running;

    Visit(Running running) {
        this.running = running;
    }

    void login() throws IOException, InterruptedException {
        String state = state(page("/login.xhtml"));
        form(
                "/login.xhtml",
                Map.of(
                        "login",
                        "login",
                        "login:name",
                        running.user(),
                        "login:password",
                        running.password(),
                        "login:submit",
                        "x",
                        "jakarta.faces.ViewState",
                        state));
    }

    String page(String path) throws IOException, InterruptedException {
        return ok(HttpRequest.newBuilder(URI.create(running.http() + "/crm" + path))
                .GET());
    }

    /** Sends a form as its page's script does. */
    String form(String path, Map<String, String> fields) throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + '=' + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return ok(HttpRequest.newBuilder(URI.create(running.http() + "/crm" + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    static String state(String page) {
        Matcher matcher = STATE.matcher(page);
        if (!matcher.find()) {
            throw new Failure("A page has no form.");
        }
        return matcher.group(1);
    }

    String api(String path, String json) throws IOException, InterruptedException {
        return ok(HttpRequest.newBuilder(URI.create(running.http() + "/crm/api/v1" + path))
                .header("Authorization", running.authorization())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    String api(String path) throws IOException, InterruptedException {
        return ok(HttpRequest.newBuilder(URI.create(running.http() + "/crm/api/v1" + path))
                .header("Authorization", running.authorization())
                .GET());
    }

    /** Of the API, empty if it does not know that. */
    Optional<JsonNode> find(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create(running.http() + "/crm/api/v1" + path))
                        .timeout(PATIENCE)
                        .header("Authorization", running.authorization())
                        .build(),
                BodyHandlers.ofByteArray());
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(JSON.readTree(checked(answer).body()));
    }

    String put(String path, String json) throws IOException, InterruptedException {
        return ok(HttpRequest.newBuilder(URI.create(running.http() + "/crm/api/v1" + path))
                .header("Authorization", running.authorization())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    /** How many lines a file has that is read as it comes. */
    long lines(String path, String json) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = client.send(
                HttpRequest.newBuilder(URI.create(running.http() + "/crm/api/v1" + path))
                        .timeout(PATIENCE)
                        .header("Authorization", running.authorization())
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/csv")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofInputStream());
        long lines = 0;
        byte[] portion = new byte[1 << 16];
        try (InputStream body = answer.body()) {
            for (int read = body.read(portion); read >= 0; read = body.read(portion)) {
                for (int i = 0; i < read; i++) {
                    lines += portion[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    private String ok(HttpRequest.Builder request) throws IOException, InterruptedException {
        return checked(client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString()))
                .body();
    }

    private static <T> HttpResponse<T> checked(HttpResponse<T> answer) {
        if (answer.statusCode() >= 400) {
            throw new Failure(answer.uri().getPath() + " answers " + answer.statusCode() + ": see ./crm log.");
        }
        return answer;
    }
}
