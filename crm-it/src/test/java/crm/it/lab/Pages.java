package crm.it.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The pages as a browser without scripts sees them: with cookies and forms, following no redirect by itself. */
public final class Pages {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern STATE = Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]* value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** As somebody who logged in on the login page. */
    public static Pages as(String name, String password) {
        Pages pages = new Pages();
        String state = pages.state(pages.get("/login.xhtml").body());
        HttpResponse<String> answer = pages.post(
                "/login.xhtml",
                Map.of(
                        "login", "login",
                        "login:name", name,
                        "login:password", password,
                        "login:submit", "x",
                        "jakarta.faces.ViewState", state));
        if (answer.statusCode() != 302) {
            throw new IllegalStateException(name + " cannot log in: " + answer.statusCode());
        }
        return pages;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Sends a form. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        String form = new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field -> URLEncoder.encode(field.getKey(), UTF_8)
                                + '='
                                + URLEncoder.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
        return send(request(path)
                .POST(BodyPublishers.ofString(form))
                .header("Content-Type", "application/x-www-form-urlencoded"));
    }

    /** The secret of a page's forms. */
    public String state(String page) {
        Matcher matcher = STATE.matcher(page);
        if (!matcher.find()) {
            throw new IllegalStateException("The page has no form: " + page);
        }
        return matcher.group(1);
    }

    /** The cookie header that a browser would send. */
    public String cookie() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + '=' + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(SharedLab.http() + "/crm" + path))
                .timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
