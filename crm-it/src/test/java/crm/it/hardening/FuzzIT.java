package crm.it.hardening;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.dev.lab.Deadline;
import crm.it.hardening.HttpCases.Case;
import crm.it.lab.DeployedApplication;
import crm.it.lab.RawHttp;
import crm.it.lab.RawHttp.Answer;
import crm.it.lab.SharedLab;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/**
 * A great many requests and records that make little sense: each is answered in words or parked with its reason, and
 * nothing breaks or stops. {@code -Dcrm.test.seed=77} tries others, {@code -Dcrm.test.cases=200000} more.
 */
class FuzzIT extends DeployedApplication {

    static final String PASSWORD = "a long enough password";

    private static final long SEED = Long.getLong("crm.test.seed", 1);
    private static final int CASES = Integer.getInteger("crm.test.cases", 20_000);
    private static final int REQUESTS = CASES * 4 / 5;
    private static final int RECORDS = CASES - REQUESTS;
    private static final int CONNECTIONS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void everyRequestIsAnsweredInWords() throws Exception {
        HttpCases.callers()
                .forEach(role -> assertThat(admin().put(
                                        "/api/v1/users/fuzzer-" + role,
                                        "{\"roles\":[\"" + role + "\"],\"password\":\"" + PASSWORD + "\"}")
                                .status())
                        .isIn(200, 201));
        ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
        List<Future<List<String>>> faults = new ArrayList<>();
        for (int client = 0; client < CONNECTIONS; client++) {
            long seed = SEED * CONNECTIONS + client;
            faults.add(clients.submit(() -> faults(seed)));
        }
        List<String> all = new ArrayList<>();
        for (Future<List<String>> client : faults) {
            all.addAll(client.get());
        }
        clients.shutdown();
        assertThat(all).isEmpty();
        assertThat(admin().get("/health/ready").status()).isEqualTo(200);
    }

    private static List<String> faults(long seed) throws IOException {
        HttpCases cases = new HttpCases(seed);
        List<String> faults = new ArrayList<>();
        RawHttp connection = RawHttp.connect();
        for (int i = 0; i < REQUESTS / CONNECTIONS && faults.size() < 5; i++) {
            Case request = cases.next();
            if (!connection.isOpen()) {
                connection.close();
                connection = RawHttp.connect();
            }
            Answer answer = connection.ask(request.head(), request.body());
            Optional<String> fault = fault(request, answer);
            if (fault.isPresent()) {
                faults.add("seed " + seed + ", case " + i + ": " + fault.get() + "\n" + request + "\n--> "
                        + answer.status() + ' ' + answer.body());
            }
        }
        connection.close();
        return faults;
    }

    private static Optional<String> fault(Case request, Answer answer) {
        if (answer.status() >= 500) {
            return Optional.of("an error of ours");
        }
        if (answer.status() < 400
                || request.method().equals("HEAD")
                || answer.headers().stream().noneMatch(header -> header.startsWith("X-Content-Type-Options"))) {
            return Optional.empty(); // or it is no HTTP, so the server itself refused it
        }
        if (!answer.header("Content-Type").orElse("").startsWith("application/problem+json")) {
            if (answer.status() == 422 && request.path().startsWith("/api/v1/events")) {
                return verdictFault(answer);
            }
            return request.path().startsWith("/api/") ? Optional.of("no problem") : Optional.empty();
        }
        JsonNode problem = json(answer.body());
        if (problem.path("status").asInt() != answer.status()
                || problem.path("detail").asText().isBlank()) {
            return Optional.of("a problem without its words");
        }
        boolean cause = problem.path("errors").size() > 0
                || !problem.get("detail").asText().matches("The request cannot be .*");
        return cause ? Optional.empty() : Optional.of("a problem without its cause");
    }

    /** Each event that is refused says why. */
    private static Optional<String> verdictFault(Answer answer) {
        if (answer.header("Content-Type").orElse("").startsWith("text/csv")) {
            return answer.body().contains("rejected") || answer.body().lines().count() == 1
                    ? Optional.empty()
                    : Optional.of("no verdicts");
        }
        for (JsonNode item : json(answer.body()).withArray("items")) {
            if (item.at("/errors/0/code").asText().isBlank()
                    || item.at("/errors/0/detail").asText().isBlank()) {
                return Optional.of("a verdict without its cause");
            }
        }
        return Optional.empty();
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    @Test
    void everyRecordIsAppliedOrParkedAndNoPartitionStops() throws Exception {
        Map<TopicPartition, Long> ends = new HashMap<>();
        try (KafkaProducer<byte[], byte[]> producer = kafka()) {
            // What other tests have sent is applied, so that from here on all is ours.
            markers(producer, ends);
            admin().awaitApplied(ends, PATIENCE);
            long before = counted();
            RecordCases cases = new RecordCases(SEED);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                sent.add(producer.send(cases.next()));
            }
            for (Future<RecordMetadata> record : sent) {
                reached(record.get(), ends);
            }
            int markers = markers(producer, ends);
            admin().awaitApplied(ends, PATIENCE);
            assertThat(counted() - before)
                    .as("applied and parked, seed %d", SEED)
                    .isEqualTo(RECORDS + markers);
        }
        boolean caughtUp = Deadline.in(PATIENCE)
                .await(() -> admin().get("/api/v1/operations/groups/crm-profile")
                                .json()
                                .get("lag")
                                .asLong()
                        == 0);
        assertThat(caughtUp).as("no lag is left").isTrue();
    }

    /** A good event at the end of every partition. */
    private static int markers(KafkaProducer<byte[], byte[]> producer, Map<TopicPartition, Long> ends)
            throws Exception {
        int count = 0;
        for (String topic : RecordCases.topics()) {
            int partitions = producer.partitionsFor(topic).size();
            for (int partition = 0; partition < partitions; partition++) {
                String event = "{\"id\":\"" + UUID.randomUUID() + "\",\"source\":\"fuzz\",\"type\":\"cart.viewed\","
                        + "\"time\":\"2020-01-01T00:00:00Z\",\"customer_id\":\"fuzz-marker\"}";
                reached(
                        producer.send(new ProducerRecord<>(topic, partition, null, event.getBytes(UTF_8)))
                                .get(),
                        ends);
                count++;
            }
        }
        return count;
    }

    private static void reached(RecordMetadata record, Map<TopicPartition, Long> ends) {
        ends.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
    }

    private static KafkaProducer<byte[], byte[]> kafka() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedLab.lab().broker().bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Events applied and records parked. */
    private static long counted() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(SharedLab.lab().postgres().jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select (select count(*) from claim) + (select count(*) from dead_letter)")) {
            row.next();
            return row.getLong(1);
        }
    }
}
