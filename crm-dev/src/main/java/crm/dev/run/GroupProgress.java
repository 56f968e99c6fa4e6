package crm.dev.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.dev.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far the group that builds the profiles has got, as the application says. */
public final class GroupProgress {

    private static final String PATH = "/crm/api/v1/operations/groups/crm-profile";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;

    public GroupProgress(Running running) {
        request = HttpRequest.newBuilder(URI.create(running.http() + PATH))
                .header("Authorization", running.authorization())
                .header("Accept", "application/json")
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    /**
     * How many records before the given offsets are not yet applied.
     *
     * <p>It counts by position and not by the group's lag, which others' records are part of.
     */
    public long remaining(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> positions = positions(ask());
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - positions.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private static Map<TopicPartition, Long> positions(JsonNode group) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (JsonNode partition : group.path("partitions")) {
            positions.put(
                    new TopicPartition(
                            partition.path("topic").asText(),
                            partition.path("partition").asInt()),
                    partition.path("position").asLong());
        }
        return positions;
    }

    private JsonNode ask() {
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new Failure("The application answers " + response.statusCode() + " at " + request.uri()
                        + ", so it is not known what has been applied: see ./crm status and ./crm log.");
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new Failure("The application does not answer: see ./crm status.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
