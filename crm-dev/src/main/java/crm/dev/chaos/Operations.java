package crm.dev.chaos;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.dev.Failure;
import crm.dev.run.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The application's HTTP interface. */
final class Operations {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String GROUP = "/operations/groups/" + Standing.GROUP;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Running running;

    Operations(Running running) {
        this.running = running;
    }

    /** How many workers the group has in total. */
    void workers(int count) {
        post(GROUP + "/workers", JSON.createObjectNode().put("count", count));
    }

    /** Lets the whole group stand still. */
    void pause() {
        post(GROUP + "/pause", JSON.createObjectNode());
    }

    void resume() {
        post(GROUP + "/resume", JSON.createObjectNode());
    }

    /** Sends the group back, or ahead, in all partitions of a topic. */
    void seekEarliest(String topic) {
        post(GROUP + "/seek", JSON.createObjectNode().put("topic", topic).put("to", "earliest"));
    }

    void seek(String topic, int partition, long offset) {
        post(
                GROUP + "/seek",
                JSON.createObjectNode()
                        .put("topic", topic)
                        .put("partition", partition)
                        .put("to", "offset")
                        .put("value", offset));
    }

    /** Publishes a segment; one that says the same stays as it is. */
    void publish(LiveSegment segment) {
        ok(send(request("/segments/" + segment.key())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(segment.definition()))));
    }

    /** The answer, or a missing node where there is none. */
    JsonNode get(String path) {
        HttpResponse<String> answer = send(request(path).GET());
        return answer.statusCode() == 404 ? JSON.missingNode() : ok(answer);
    }

    private JsonNode post(String path, JsonNode body) {
        return ok(send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(running.http() + "/crm/api/v1" + path))
                .timeout(Duration.ofMinutes(1))
                .header("Accept", "application/json")
                .header("Authorization", running.authorization());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Failure("The application does not answer at " + running.http() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new Failure(answer.request().method() + " " + answer.uri().getPath() + " answers "
                    + answer.statusCode() + ": " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new Failure(answer.uri().getPath() + " answers no JSON: " + e.getMessage(), e);
        }
    }
}
