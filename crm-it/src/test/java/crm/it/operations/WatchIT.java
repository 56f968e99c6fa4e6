package crm.it.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Letters;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What operators see of groups and topics, by HTTP. */
class WatchIT extends DeployedApplication {

    private static final String GROUP = "/api/v1/operations/groups/crm-profile";
    private static final String RECORDS = "/api/v1/operations/topics/customer_order/records";
    private static final String PASSWORD = "a long enough password";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String run = "w" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aGroupSaysWhereItStandsAndHowItGetsOn() {
        try (Producer producer = producer()) {
            producer.register(run, "Ada Lovelace", "UK");
        }
        admin().customer(run, profile -> true);
        Deadline.in(PATIENCE).await(() -> admin().get(GROUP).json().get("lag").asLong() == 0);
        JsonNode group = admin().get(GROUP).json();
        assertThat(group.get("status").textValue()).isIn("OK", "REWIND"); // others may have sought in it
        assertThat(group.get("lag_seconds").asDouble()).isZero();
        assertThat(group.get("rate_in").isNumber()).isTrue();
        assertThat(group.get("partitions")).hasSize(60).allSatisfy(partition -> {
            assertThat(partition.get("position").asLong())
                    .isEqualTo(partition.get("end_offset").asLong());
            assertThat(partition.get("owner").textValue()).isNotEmpty();
            assertThat(partition.get("rate_out").isNumber()).isTrue();
        });
    }

    @Test
    void theMirrorInKafkaAndTheTimeOfTheClaimComeAfterASecond() {
        try (Producer producer = producer()) {
            producer.order(run, 3);
        }
        assertThat(Deadline.in(PATIENCE).await(() -> field("committed") != null))
                .isTrue();
        Deadline.in(PATIENCE).await(() -> admin().get(GROUP).json().get("lag").asLong() == 0);
        for (JsonNode partition : admin().get(GROUP).json().get("partitions")) {
            if (partition.has("committed")) {
                assertThat(partition.get("committed").asLong())
                        .isLessThanOrEqualTo(partition.get("end_offset").asLong());
            }
        }
        assertThat(Deadline.in(PATIENCE).await(() -> field("since") != null))
                .as("since when the owner has it")
                .isTrue();
    }

    private static JsonNode field(String field) {
        for (JsonNode partition : admin().get(GROUP).json().get("partitions")) {
            if (partition.has(field) && partition.get("end_offset").asLong() > 0) {
                return partition.get(field);
            }
        }
        return null;
    }

    @Test
    void samplesAreTakenByOneServerAndKept() throws SQLException {
        Instant begin = Instant.now();
        assertThat(Deadline.in(PATIENCE).await(() -> samples(begin) >= 2)).isTrue();
        assertThat(samples(begin))
                .as("one every five seconds, however many ask")
                .isLessThanOrEqualTo(
                        (int) Duration.between(begin, Instant.now()).toSeconds() / 4 + 1);
        try (Connection connection =
                        DriverManager.getConnection(SharedLab.lab().postgres().jdbcUrl());
                PreparedStatement select = connection.prepareStatement(
                        "select cardinality(positions), ended, applied, status from group_sample order by at desc limit 1")) {
            ResultSet row = select.executeQuery();
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(60);
            assertThat(row.getLong(2)).isPositive();
            assertThat(row.getString(4)).isIn("OK", "WARN", "STALL", "STOP", "REWIND");
        }
    }

    private static int samples(Instant since) {
        try (Connection connection =
                        DriverManager.getConnection(SharedLab.lab().postgres().jdbcUrl());
                PreparedStatement select = connection.prepareStatement(
                        "select count(*) from group_sample where group_id = 'crm-profile' and at > ?::timestamptz")) {
            select.setString(1, since.toString());
            ResultSet row = select.executeQuery();
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void topicsAreListedWithWhatTheyHold() {
        List<JsonNode> topics = admin().all("/api/v1/operations/topics");
        assertThat(topics)
                .extracting(topic -> topic.get("topic").textValue())
                .contains("customer_order", "customer_registration")
                .doesNotContain("__consumer_offsets");
        JsonNode orders = topics.stream()
                .filter(topic -> topic.get("topic").textValue().equals("customer_order"))
                .findFirst()
                .orElseThrow();
        assertThat(orders.get("partitions").asInt()).isEqualTo(12);
        assertThat(orders.get("retention_ms").asLong()).isPositive();
        assertThat(orders.get("logs")).hasSize(12);
    }

    @Test
    void recordsAreFoundByTimeAndByOffsetAndPageByPage() {
        Instant begin = Instant.now().minusMillis(1);
        try (Producer producer = producer()) {
            producer.order(run, 7);
        }
        admin().customer(run, profile -> profile.at("/traits/orders").asInt() == 7);
        String since = RECORDS + "?time=" + encoded(begin.toString());
        List<JsonNode> mine = mine(admin().all(since + "&limit=3"));
        assertThat(mine).hasSize(7);
        assertThat(mine).extracting(record -> record.get("offset").asLong()).isSorted();
        JsonNode first = mine.get(0);
        assertThat(first.get("value").textValue()).contains("order.completed", run);
        assertThat(first.get("masked").asBoolean()).isFalse();
        assertThat(Deadline.in(PATIENCE).await(() -> outcome(first).equals("applied")))
                .isTrue();
        JsonNode one = admin().get(place(first)).json().get("items").get(0);
        assertThat(one.get("value")).isEqualTo(first.get("value"));
        assertThat(mine(items(admin().get(RECORDS + "?limit=500&partition="
                        + first.get("partition").asInt()))))
                .as("the newest")
                .hasSize(7);
        assertThat(admin().all("/api/v1/privacy/audit?action=records.viewed"))
                .anyMatch(look -> look.get("object").textValue().equals("topic:customer_order"));
    }

    private static String outcome(JsonNode record) {
        return admin().get(place(record)).json().at("/items/0/outcomes/0/state").textValue();
    }

    private static String place(JsonNode record) {
        return RECORDS + "?limit=1&partition=" + record.get("partition").asInt() + "&offset="
                + record.get("offset").asLong();
    }

    private List<JsonNode> mine(List<JsonNode> records) {
        return records.stream()
                .filter(record -> record.path("key").asText().startsWith(run))
                .toList();
    }

    private static List<JsonNode> items(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return List.of(answer.json().get("items")).stream()
                .flatMap(items -> StreamSupport.stream(items.spliterator(), false))
                .toList();
    }

    @Test
    void whatBrokeIsADeadLetterHereToo() {
        Instant begin = Instant.now().minusMillis(1);
        byte[] bytes = {(byte) 0xff, (byte) 0xfe, 0, 1};
        try (Producer producer = producer()) {
            producer.raw("customer_order", run, bytes, Map.of("whose", "Ada Lovelace"));
        }
        String letter = new Letters(admin()).await(run).get("id").asText();
        JsonNode record = mine(admin().all(RECORDS + "?time=" + encoded(begin.toString())))
                .get(0);
        assertThat(record.get("value_encoding").textValue()).isEqualTo("base64");
        assertThat(record.at("/outcomes/0/state").textValue()).isEqualTo("dead_letter");
        assertThat(record.at("/outcomes/0/dead_letter").asText()).isEqualTo(letter);
    }

    @Test
    void operatorsSeeRecordsMaskedAndNothingOfWhatCannotBeRead() {
        Instant begin = Instant.now().minusMillis(1);
        String person = "{\"customer_id\":\"" + run + "\",\"type\":\"customer.registered\",\"name\":\"Ada Lovelace\","
                + "\"email\":\"ada." + run + "@example.org\",\"total\":1.50}";
        try (Producer producer = producer()) {
            producer.raw("customer_order", run, person.getBytes(UTF_8), Map.of("whose", "Lovelace" + run));
            producer.raw("customer_order", run + "-x", "Lovelace" + run);
        }
        Crm operator = operator();
        List<JsonNode> seen = mine(operator.all(RECORDS + "?time=" + encoded(begin.toString())));
        assertThat(seen).hasSize(2);
        assertThat(seen.toString()).doesNotContain("Lovelace", "ada." + run).contains("A***", "a***@e***", "1.50");
        JsonNode rubbish = seen.stream()
                .filter(record -> record.get("withheld").asBoolean())
                .findFirst()
                .orElseThrow();
        assertThat(rubbish.get("value").isNull()).isTrue();
        assertThat(rubbish.get("value_bytes").asInt()).isEqualTo(("Lovelace" + run).length());
    }

    private Crm operator() {
        String name = "watch-" + run;
        admin().put("/api/v1/users/" + name, "{\"roles\":[\"operator\"],\"password\":\"" + PASSWORD + "\"}");
        return Crm.as(SharedLab.http(), name, PASSWORD);
    }

    @Test
    void whatCannotBeAskedForIsRefusedWithAReason() {
        assertThat(admin().get("/api/v1/operations/topics/__consumer_offsets/records")
                        .status())
                .isEqualTo(404);
        assertThat(admin().get(RECORDS + "?partition=99").status()).isEqualTo(404);
        assertThat(admin().get(RECORDS + "?offset=1")
                        .json()
                        .at("/errors/0/pointer")
                        .textValue())
                .isEqualTo("?partition");
        assertThat(admin().get(RECORDS + "?partition=x").status()).isEqualTo(400);
        assertThat(admin().get(RECORDS + "?partition=0&offset=-1").status()).isEqualTo(400);
        assertThat(admin().get(RECORDS + "?time=yesterday").status()).isEqualTo(400);
        assertThat(admin().get(RECORDS + "?limit=501").status()).isEqualTo(400);
        assertThat(admin().get(RECORDS + "?after=xyz").status()).isEqualTo(400);
        assertThat(admin().get(RECORDS + "?partition=0&offset=999999999999999999")
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void capacityIsCalculated() {
        Answer answer = admin().post(
                        "/api/v1/operations/capacity",
                        "{\"arrival_rate\":350,\"rate_per_consumer\":100,\"partitions\":8,\"consumers\":5,\"lag\":3000}");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode plan = answer.json();
        assertThat(plan.get("rate").asDouble()).isEqualTo(500);
        assertThat(plan.get("sustainable_rate").asDouble()).isEqualTo(400);
        assertThat(plan.get("utilisation").asDouble()).isEqualTo(0.875);
        assertThat(plan.get("drain_seconds").asDouble()).isEqualTo(20);
        assertThat(plan.get("consumers_needed").asInt()).isEqualTo(4);
        assertThat(plan.get("staircase")).hasSize(8);
        Answer refused = admin().post(
                        "/api/v1/operations/capacity",
                        "{\"arrival_rate\":350,\"rate_per_consumer\":100,\"partitions\":0,\"consumers\":5}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").textValue()).isEqualTo("/partitions");
        assertThat(admin().post("/api/v1/operations/capacity", "").status()).isEqualTo(422);
        assertThat(admin().post("/api/v1/operations/capacity", "{").status()).isEqualTo(400);
    }

    @Test
    void capacityKnowsWhatWasMeasured() {
        try (Producer producer = producer()) {
            producer.order(run, 60);
        }
        admin().customer(run, profile -> profile.at("/traits/orders").asInt() == 60);
        String question = "{\"arrival_rate\":1,\"partitions\":12,\"consumers\":2,\"group\":\"crm-profile\"}";
        assertThat(Deadline.in(PATIENCE)
                        .await(() -> admin().post("/api/v1/operations/capacity", question)
                                        .status()
                                == 200))
                .isTrue();
        assertThat(admin().post("/api/v1/operations/capacity", question)
                        .json()
                        .get("rate")
                        .asDouble())
                .isPositive();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
