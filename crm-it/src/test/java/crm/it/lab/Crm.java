package crm.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.dev.lab.Deadline;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;

/** The application as a legacy system sees it: by HTTP, with an account. */
public final class Crm {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String http;
    private final String authorization;

    private Crm(String http, String authorization) {
        this.http = http;
        this.authorization = authorization;
    }

    /** As an account. */
    public static Crm as(String http, String user, String password) {
        String credentials = user + ':' + password;
        return new Crm(
                http, "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    /** As whoever this key or token stands for. */
    public static Crm bearing(String http, String token) {
        return new Crm(http, "Bearer " + token);
    }

    /** As nobody. */
    public static Crm anonymous(String http) {
        return new Crm(http, null);
    }

    /** One answer. */
    public record Answer(int status, HttpResponse<String> response) {

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(response.body(), e);
            }
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** Asks for a path below the context root, such as {@code /api/v1/customers}. */
    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** Asks for a path in another representation. */
    public Answer get(String path, String mediaType) {
        return send(request(path).GET().setHeader("Accept", mediaType));
    }

    public Answer post(String path, String json) {
        sent(path, json);
        return send(request(path).POST(BodyPublishers.ofString(json)).setHeader("Content-Type", "application/json"));
    }

    /** Sends whatever bytes, with headers as name and value by turns. */
    public Answer post(String path, String mediaType, byte[] body, String... headers) {
        HttpRequest.Builder request =
                request(path).POST(BodyPublishers.ofByteArray(body)).setHeader("Content-Type", mediaType);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Answer put(String path, String json) {
        sent(path, json);
        return send(request(path).PUT(BodyPublishers.ofString(json)).setHeader("Content-Type", "application/json"));
    }

    /** Only if it is still the version of this entity tag. */
    public Answer put(String path, String json, String ifMatch) {
        return send(request(path)
                .PUT(BodyPublishers.ofString(json))
                .setHeader("Content-Type", "application/json")
                .setHeader("If-Match", ifMatch));
    }

    /** Changes part of something; with an entity tag, only if it is still that version. */
    public Answer patch(String path, String json, String... ifMatch) {
        sent(path, json);
        HttpRequest.Builder request = request(path)
                .method("PATCH", BodyPublishers.ofString(json))
                .setHeader("Content-Type", "application/json");
        for (String tag : ifMatch) {
            request.setHeader("If-Match", tag);
        }
        return send(request);
    }

    /** Names of accounts are no customer's. */
    private static void sent(String path, String body) {
        if (!path.startsWith("/api/v1/users")) {
            PersonalValues.sent(body);
        }
    }

    public Answer call(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(http + "/crm" + path)).timeout(PATIENCE);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                PersonalValues.refused(response.body());
            }
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The profile of a customer. */
    public JsonNode customer(String reference) {
        Answer answer = get("/api/v1/customers/" + encoded(reference));
        assertThat(answer.status()).as(reference).isEqualTo(200);
        return answer.json();
    }

    /** Waits until the profile is there and as wanted. */
    public JsonNode customer(String reference, Predicate<JsonNode> wanted) {
        JsonNode[] last = new JsonNode[1];
        boolean found = Deadline.in(PATIENCE).await(() -> {
            Answer answer = get("/api/v1/customers/" + encoded(reference));
            last[0] = answer.json();
            return answer.status() == 200 && wanted.test(last[0]);
        });
        assertThat(found).as(() -> reference + " is " + last[0]).isTrue();
        return last[0];
    }

    /** All items of a list, through all its pages. */
    public List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String page = path;
        while (page != null) {
            Answer answer = get(page);
            assertThat(answer.status()).as(page).isEqualTo(200);
            StreamSupport.stream(answer.json().get("items").spliterator(), false)
                    .forEach(items::add);
            JsonNode next = answer.json().get("next");
            page = next == null ? null : path + (path.contains("?") ? '&' : '?') + "after=" + encoded(next.textValue());
        }
        return items;
    }

    /** Waits until the profiles' group has applied everything before these offsets. */
    public void awaitApplied(Map<TopicPartition, Long> ends, Duration patience) {
        JsonNode[] last = new JsonNode[1];
        boolean applied = Deadline.in(patience).await(() -> {
            Answer answer = get("/api/v1/operations/groups/crm-profile");
            last[0] = answer.json();
            return answer.status() == 200 && ends.equals(reached(ends, last[0].get("partitions")));
        });
        assertThat(applied)
                .as(() -> "all applied within " + patience + ": " + last[0])
                .isTrue();
    }

    private static Map<TopicPartition, Long> reached(Map<TopicPartition, Long> ends, JsonNode partitions) {
        Map<TopicPartition, Long> reached = new HashMap<>();
        for (JsonNode partition : partitions) {
            TopicPartition key = new TopicPartition(
                    partition.get("topic").textValue(),
                    partition.get("partition").asInt());
            if (ends.containsKey(key)) {
                reached.put(
                        key, Math.min(ends.get(key), partition.get("position").asLong()));
            }
        }
        return reached;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
