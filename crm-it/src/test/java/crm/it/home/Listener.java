package crm.it.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.dev.lab.Deadline;
import crm.it.lab.Pages;
import crm.it.lab.SharedLab;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A page that follows what changes, without a browser. */
final class Listener implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpResponse<InputStream> answer;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    /** What was pushed, and when. */
    record Told(String event, JsonNode data, long at) {}

    Listener(Pages pages, String... topics) {
        String query = "?topic=" + String.join("&topic=", topics);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(SharedLab.http() + "/crm/live" + query));
        if (!pages.cookie().isEmpty()) {
            request.header("Cookie", pages.cookie());
        }
        try {
            answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Thread reader = new Thread(this::read, "listener");
        reader.setDaemon(true);
        reader.start();
    }

    int status() {
        return answer.statusCode();
    }

    String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            String event = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    told.add(new Told(event, JSON.readTree(line.substring("data: ".length())), System.nanoTime()));
                }
            }
        } catch (IOException e) {
            // The end, too.
        } finally {
            over = true;
        }
    }

    /** All that was told under a name so far. */
    List<Told> told(String event) {
        return told.stream().filter(one -> one.event().equals(event)).toList();
    }

    /** Waits until something like this is told. */
    JsonNode await(String event, Predicate<JsonNode> wanted) {
        Deadline.in(Duration.ofSeconds(30))
                .await(() -> told(event).stream().map(Told::data).anyMatch(wanted));
        return told(event).stream().map(Told::data).filter(wanted).findFirst().orElseThrow();
    }

    void awaitEnd() {
        assertThat(Deadline.in(Duration.ofSeconds(10)).await(() -> over)).isTrue();
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
