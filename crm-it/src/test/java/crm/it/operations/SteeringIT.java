package crm.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operator steers the group of profiles by HTTP while it works. */
class SteeringIT extends DeployedApplication {

    private static final String GROUP = "/api/v1/operations/groups/crm-profile";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ORDERS = "customer_order";

    private final Crm crm = admin();
    private final String customer = "steered-" + UUID.randomUUID();

    @AfterEach
    void letGo() {
        crm.post(GROUP + "/resume", "");
        crm.call("DELETE", GROUP + "/workers");
    }

    @Test
    void aPausedTopicStandsStillWhileTheOthersFlow() {
        try (Producer producer = producer()) {
            producer.register(customer, "Ada", "UK");
            producer.order(customer, 1);
            crm.customer(customer, profile -> profile.at("/traits/orders").asInt() == 1);

            JsonNode paused = ok(crm.post(GROUP + "/pause", "{\"topic\":\"customer_order\"}"));
            assertThat(paused.get("partitions"))
                    .allMatch(partition -> partition.get("paused").asBoolean()
                            == partition.get("topic").asText().equals(ORDERS));
            producer.send(ORDERS, customer, "order.completed", "2020-03-01T00:00:00Z", """
                    {"order_id": "later", "currency": "EUR", "total": "5", "products": []}""");
            producer.send("customer_interactions", customer, "cart.viewed", "2020-03-01T00:00:00Z", "{}");
            JsonNode profile = crm.customer(
                    customer, seen -> seen.at("/traits/interactions").asInt() == 1);
            assertThat(profile.at("/traits/orders").asInt()).isEqualTo(1);
            JsonNode behind = group(state -> state.get("lag").asLong() >= 1);
            assertThat(behind.get("state").asText()).isEqualTo("running");
            assertThat(behind.get("members")).isNotEmpty();

            ok(crm.post(GROUP + "/resume", "{\"topic\":\"customer_order\"}"));
            crm.customer(customer, seen -> seen.at("/traits/orders").asInt() == 2);
            group(state -> state.get("lag").asLong() == 0);
        }
    }

    @Test
    void aPausedGroupKeepsItsMembersAndSaysSo() {
        JsonNode paused = ok(crm.post(GROUP + "/pause", ""));
        assertThat(paused.get("state").asText()).isEqualTo("paused");
        assertThat(paused.get("partitions"))
                .allMatch(partition -> partition.get("held").get(0).asText().equals("paused"));
        Answer part = crm.post(GROUP + "/resume", "{\"topic\":\"customer_order\",\"partition\":0}");
        assertThat(part.status()).isEqualTo(409);
        assertThat(group(state -> state.get("state").asText().equals("paused")).get("members"))
                .isNotEmpty();
        JsonNode resumed = ok(crm.post(GROUP + "/resume", "{}"));
        assertThat(resumed.get("partitions"))
                .noneMatch(partition -> partition.get("paused").asBoolean());
        group(state -> state.get("state").asText().equals("running"));
    }

    @Test
    void theRecordsOfAPausedKeyWaitWhileOthersFlow() {
        String other = customer + "-other";
        String key = "{\"topic\":\"customer_order\",\"key\":\"" + customer + "\"}";
        try (Producer producer = producer()) {
            ok(crm.post(GROUP + "/pause", key));
            producer.register(customer, "Ada", "UK");
            producer.order(customer, 2);
            producer.order(other, 1);
            crm.customer(other, profile -> profile.at("/traits/orders").asInt() == 1);
            crm.customer(
                    customer, profile -> profile.at("/attributes/name").asText().equals("Ada"));
            group(state -> state.get("lag").asLong() == 0);
            assertThat(crm.customer(customer).at("/traits/orders").asInt()).isZero();

            ok(crm.post(GROUP + "/resume", key));
            crm.customer(customer, profile -> profile.at("/traits/orders").asInt() == 2);
        }
    }

    @Test
    void aSeekBackComesAgainWithoutEffect() {
        try (Producer producer = producer()) {
            producer.register(customer, "Ada", "UK");
            producer.order(customer, 3);
            crm.customer(customer, profile -> profile.at("/traits/orders").asInt() == 3);
            group(state -> state.get("lag").asLong() == 0);
            String before = crm.customer(customer).get("traits").toString();

            JsonNode tried = ok(crm.post(GROUP + "/seek", seek("\"to\":\"earliest\",\"dry_run\":true")));
            assertThat(tried.get("again").asLong()).isGreaterThanOrEqualTo(3);
            assertThat(tried.get("skipped").asLong()).isZero();
            assertThat(position(tried)).isEqualTo(tried.get("again").asLong());

            JsonNode sought = ok(crm.post(GROUP + "/seek", seek("\"to\":\"earliest\"")));
            assertThat(sought.get("again")).isEqualTo(tried.get("again"));
            assertThat(position(sought)).isZero();
            group(state -> position(state) == tried.get("again").asLong());
            assertThat(crm.customer(customer).get("traits")).hasToString(before);
        }
    }

    @Test
    void aWholeGroupIsSoughtInOneDecision() throws SQLException {
        try (Producer producer = producer()) {
            producer.register(customer, "Ada", "UK");
            producer.order(customer, 2);
            crm.customer(customer, profile -> profile.at("/traits/orders").asInt() == 2);

            JsonNode tried = ok(crm.post(GROUP + "/seek", "{\"to\":\"earliest\",\"dry_run\":true}"));
            long all = tried.get("again").asLong();
            assertThat(all).isGreaterThanOrEqualTo(3);
            assertThat(tried.get("moves").findValuesAsText("topic")).contains("customer_registration", ORDERS);
            assertThat(tried.get("moves")).hasSameSizeAs(tried.get("partitions"));
            assertThat(allPositions(tried)).isEqualTo(all);

            assertThat(allPositions(ok(crm.post(GROUP + "/seek", "{\"to\":\"earliest\"}"))))
                    .isZero();
            group(state -> allPositions(state) == all);
            assertThat(crm.customer(customer).at("/traits/orders").asInt()).isEqualTo(2);

            ok(crm.post(GROUP + "/pause", ""));
            producer.order(customer, 3);
            producer.register(customer, "Grace", "UK");
            group(state -> state.get("lag").asLong() == 4);
            int losses = losses();
            JsonNode passed = ok(crm.post(GROUP + "/seek", "{\"to\":\"latest\"}"));
            assertThat(passed.get("skipped").asLong()).isEqualTo(4);
            assertThat(losses()).isEqualTo(losses + 2);
            ok(crm.post(GROUP + "/resume", ""));
            producer.send(ORDERS, customer, "order.completed", "2020-03-01T00:00:00Z", """
                    {"order_id": "behind", "currency": "EUR", "total": "5", "products": []}""");
            crm.customer(customer, profile -> profile.at("/traits/orders").asInt() == 3);
            assertThat(crm.customer(customer).at("/attributes/name").asText()).isEqualTo("Ada");
        }
    }

    @Test
    void aSeekForwardPassesOverWhatItSaysAndWritesItDown() throws SQLException {
        try (Producer producer = producer()) {
            producer.register(customer, "Ada", "UK");
            crm.customer(customer, profile -> true);
            group(state -> state.get("lag").asLong() == 0);
            ok(crm.post(GROUP + "/pause", "{\"topic\":\"customer_order\"}"));
            producer.order(customer, 2);
            Instant between = Instant.now();
            Deadline.in(Duration.ofMillis(50)).await(() -> false); // Kafka's times have milliseconds
            producer.send(ORDERS, customer, "order.completed", "2020-03-01T00:00:00Z", """
                    {"order_id": "third", "currency": "EUR", "total": "5", "products": []}""");
            int losses = losses();

            String to = seek("\"to\":\"time\",\"value\":\"" + between + "\"");
            JsonNode sought = ok(crm.post(GROUP + "/seek", to));
            assertThat(sought.get("skipped").asLong()).isEqualTo(2);
            assertThat(losses()).isEqualTo(losses + 1);
            ok(crm.post(GROUP + "/resume", "{\"topic\":\"customer_order\"}"));
            JsonNode profile =
                    crm.customer(customer, seen -> seen.at("/traits/orders").asInt() == 1);
            assertThat(profile.at("/traits/total_spend/0/amount").asText()).startsWith("5");

            // What was passed over by mistake is still there.
            JsonNode move = moved(sought);
            String back = "\"to\":\"offset\",\"value\":" + move.get("from");
            ok(crm.post(
                    GROUP + "/seek",
                    "{\"topic\":\"customer_order\",\"partition\":" + move.get("partition") + "," + back + "}"));
            crm.customer(customer, seen -> seen.at("/traits/orders").asInt() == 3);
        }
    }

    @Test
    void workersComeAndGoWhileTheyWork() {
        JsonNode more = ok(crm.post(GROUP + "/workers", "{\"count\":3}"));
        assertThat(more.get("workers").asInt()).isEqualTo(3);
        group(state -> state.get("members").size() == 3 && owners(state).size() == 3);
        JsonNode fewer = ok(crm.post(GROUP + "/workers", "{\"count\":2}"));
        assertThat(fewer.get("workers").asInt()).isEqualTo(2);
        group(state -> state.get("members").size() == 2 && owners(state).size() == 2);
        ok(crm.call("DELETE", GROUP + "/workers"));
        JsonNode one =
                group(state -> state.get("members").size() == 1 && owners(state).size() == 1);
        assertThat(one.get("workers").asInt()).isEqualTo(1);
    }

    @Test
    void whatCannotBeIsRefusedWithAReason() {
        assertThat(crm.post("/api/v1/operations/groups/none/pause", "").status())
                .isEqualTo(404);
        refused(404, "/pause", "{\"topic\":\"none\"}", "/topic");
        refused(404, "/pause", "{\"topic\":\"customer_order\",\"partition\":12}", "/partition");
        refused(422, "/pause", "{\"partition\":1}", "/topic");
        refused(422, "/pause", "{\"topic\":\"customer_order\",\"partition\":-1}", "/partition");
        refused(422, "/pause", "{\"topics\":\"customer_order\"}", "/topics");
        refused(422, "/pause", "{\"topic\":null}", "/topic");
        refused(422, "/pause", "{\"key\":\"\"}", "/key");
        refused(400, "/resume", "{", null);
        refused(422, "/workers", "", "/count");
        refused(422, "/workers", "{\"count\":-1}", "/count");
        refused(422, "/workers", "{\"count\":100000}", "/count");
        refused(422, "/workers", "{\"count\":\"some\"}", "/count");
        refused(422, "/workers", "{\"count\":1.5}", "/count");
        refused(422, "/workers", "{\"count\":2,\"scale_min\":1}", "/scale_max");
        refused(422, "/workers", "{\"count\":2,\"scale_min\":3,\"scale_max\":2}", "/scale_min");
        refused(422, "/seek", "", "");
        refused(422, "/seek", "{\"to\":\"offset\",\"value\":3}", "/topic");
        refused(422, "/seek", "{\"to\":\"latest\",\"partition\":3}", "/topic");
        refused(422, "/seek", seek("\"partition\":0"), "/to");
        refused(422, "/seek", seek("\"to\":\"somewhere\""), "/to");
        refused(422, "/seek", seek("\"to\":\"offset\""), "/value");
        refused(422, "/seek", seek("\"to\":\"offset\",\"value\":-3"), "/value");
        refused(422, "/seek", seek("\"to\":\"offset\",\"value\":1.5"), "/value");
        refused(422, "/seek", seek("\"to\":\"offset\",\"partition\":0,\"value\":99999999"), "/value");
        refused(422, "/seek", seek("\"to\":\"time\",\"value\":\"yesterday\""), "/value");
        refused(422, "/seek", seek("\"to\":\"latest\",\"value\":3"), "/value");
        refused(404, "/seek", "{\"topic\":\"none\",\"to\":\"latest\"}", "/topic");
    }

    @Test
    void eachActIsInTheAuditTrail() {
        ok(crm.post(GROUP + "/pause", "{\"topic\":\"customer_order\",\"partition\":4}"));
        ok(crm.post(GROUP + "/seek", seek("\"partition\":4,\"to\":\"latest\"")));
        ok(crm.post(GROUP + "/resume", "{\"topic\":\"customer_order\",\"partition\":4}"));
        ok(crm.post(GROUP + "/workers", "{\"count\":1}"));
        List<String> acts = new ArrayList<>();
        crm.get("/api/v1/privacy/audit?object=group:crm-profile&limit=4")
                .json()
                .get("items")
                .forEach(entry -> acts.add(entry.get("action").asText()
                        + ' '
                        + entry.at("/details/topic").asText()
                        + ' '
                        + entry.at("/details/partition").asText()));
        assertThat(acts)
                .containsExactly(
                        "group.workers_set  ",
                        "group.resumed customer_order 4",
                        "group.sought customer_order 4",
                        "group.paused customer_order 4");
    }

    private static String seek(String rest) {
        return "{\"topic\":\"customer_order\"," + rest + "}";
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private void refused(int status, String act, String body, String pointer) {
        Answer answer = crm.post(GROUP + act, body);
        assertThat(answer.status()).as(act + body + answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("detail").asText()).isNotBlank();
        if (pointer != null) {
            assertThat(answer.json().at("/errors/0/pointer").asText()).as(body).isEqualTo(pointer);
        }
    }

    private JsonNode group(Predicate<JsonNode> wanted) {
        JsonNode[] last = new JsonNode[1];
        boolean found = Deadline.in(SOON).await(() -> {
            last[0] = crm.get(GROUP).json();
            return wanted.test(last[0]);
        });
        assertThat(found).as(() -> "group is " + last[0]).isTrue();
        return last[0];
    }

    private static long allPositions(JsonNode group) {
        long sum = 0;
        for (JsonNode partition : group.get("partitions")) {
            sum += partition.get("position").asLong();
        }
        return sum;
    }

    /** Of all partitions of the orders together. */
    private static long position(JsonNode group) {
        long sum = 0;
        for (JsonNode partition : group.get("partitions")) {
            sum += partition.get("topic").asText().equals(ORDERS)
                    ? partition.get("position").asLong()
                    : 0;
        }
        return sum;
    }

    private static List<String> owners(JsonNode group) {
        return group.get("partitions").findValuesAsText("owner").stream()
                .filter(owner -> !owner.isEmpty())
                .distinct()
                .toList();
    }

    private static JsonNode moved(JsonNode sought) {
        for (JsonNode move : sought.get("moves")) {
            if (move.get("skipped").asLong() > 0) {
                return move;
            }
        }
        throw new AssertionError(sought.toString());
    }

    private static int losses() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(SharedLab.lab().postgres().jdbcUrl());
                PreparedStatement count =
                        connection.prepareStatement("select count(*) from loss where cause = 'skipped'")) {
            ResultSet row = count.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }
}
