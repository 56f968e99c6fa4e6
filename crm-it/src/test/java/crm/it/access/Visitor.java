package crm.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import crm.it.lab.SharedLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at the pages without a browser: sees cookies and headers, and may send what no form would. */
final class Visitor {

    private static final Pattern STATE = Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*?value=\"([^\"]*)\"");
    private static final Pattern COOKIE = Pattern.compile("JSESSIONID=([^;]*)");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String session;
    private String cookie = "";

    HttpResponse<String> get(String page) {
        return send(request(page).GET());
    }

    /** Fills a form in and sends it, with the view state of the page that it stands on. */
    HttpResponse<String> submit(String page, String form, String button, Map<String, String> fields) {
        Matcher state = STATE.matcher(get(page).body());
        assertThat(state.find()).as("a form on " + page).isTrue();
        return submit(page, form, button, fields, state.group(1));
    }

    HttpResponse<String> submit(String page, String form, String button, Map<String, String> fields, String state) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(form, form);
        fields.forEach((name, value) -> all.put(form + ':' + name, value));
        all.put(form + ':' + button, button);
        all.put("jakarta.faces.ViewState", state);
        String body = all.entrySet().stream()
                .map(field -> encoded(field.getKey()) + '=' + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> login(String name, String password) {
        return submit("/login.xhtml", "login", "submit", Map.of("name", name, "password", password));
    }

    HttpResponse<String> logout() {
        return submit("/access/me.xhtml", "session", "logout", Map.of());
    }

    /** Whether the pages know who this is. */
    boolean isKnown() {
        return get("/access/me.xhtml").statusCode() == 200;
    }

    String session() {
        return session;
    }

    /** Takes a session that somebody else has, or had. */
    Visitor with(String id) {
        session = id;
        return this;
    }

    /** The session's cookie as it was set last, with its attributes. */
    String cookie() {
        return cookie;
    }

    private HttpRequest.Builder request(String page) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(SharedLab.http() + "/crm" + page));
        return session == null ? request : request.header("Cookie", "JSESSIONID=" + session);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            remember(response.headers().allValues("Set-Cookie"));
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void remember(List<String> cookies) {
        for (String set : cookies) {
            Matcher matcher = COOKIE.matcher(set);
            if (matcher.find()) {
                session = matcher.group(1);
                cookie = set;
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
