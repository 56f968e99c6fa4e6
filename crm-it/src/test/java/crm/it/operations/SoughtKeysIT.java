package crm.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.dev.lab.WildFly;
import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.Lab;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * One key of a group that works goes back and forward. What had been passed over for two customers comes back for the one
 * whose key is sought, through a kill of the server in the middle, before what is newer; for the other it does not.
 */
class SoughtKeysIT {

    private static final String GROUP = "/api/v1/operations/groups/crm-profile";
    private static final String HELD = "/api/v1/operations/held-keys";
    private static final String ORDERS = "customer_order";
    private static final String ADA = "ada";
    private static final String BOB = "bob";
    private static final int MANY = 3000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aKeyGoesBackAndForwardAndNobodyElseDoes() {
        try (Lab lab = Lab.start("sought-keys");
                WildFly server = lab.server(Map.of())) {
            server.start();
            try (Producer producer = new Producer(lab.broker().bootstrapServers())) {
                Crm crm = Crm.as(server.http(), "admin", SharedLab.ADMIN_PASSWORD);
                passOver(crm, producer);
                throughAKill(crm, server, producer);
                againWithoutEffect(crm);
                forward(crm, producer);
                letGo(crm, producer);
                refused(crm);
            }
        }
    }

    private static void passOver(Crm crm, Producer producer) {
        producer.register(ADA, "Ada", "UK");
        producer.register(BOB, "Bob", "UK");
        crm.customer(BOB, profile -> profile.at("/attributes/name").asText().equals("Bob"));
        crm.customer(ADA, profile -> profile.at("/attributes/name").asText().equals("Ada"));
        ok(crm.post(GROUP + "/pause", topic("")));
        producer.order(BOB, 2);
        producer.order(ADA, MANY);
        await("they are written", () -> lag(crm) == MANY + 2);
        assertThat(ok(crm.post(GROUP + "/seek", topic(",\"to\":\"latest\"")))
                        .get("skipped")
                        .asInt())
                .isEqualTo(MANY + 2);
        ok(crm.post(GROUP + "/resume", topic("")));
    }

    private static void throughAKill(Crm crm, WildFly server, Producer producer) {
        JsonNode tried = ok(crm.post(GROUP + "/seek", ada(",\"to\":\"earliest\",\"dry_run\":true")));
        assertThat(tried.get("again").asInt()).isEqualTo(MANY);
        assertThat(tried.get("partial").asBoolean()).isFalse();
        assertThat(held(crm)).isEmpty();
        long positions = positions(crm);

        JsonNode sought = ok(crm.post(GROUP + "/seek", ada(",\"to\":\"earliest\"")));
        assertThat(sought.get("again").asInt()).isEqualTo(MANY);
        await("some have come", () -> orders(crm, ADA) > 0);
        server.kill();
        producer.send(ORDERS, ADA, "order.completed", "2020-03-01T00:00:00Z", """
                {"order_id": "newer", "currency": "EUR", "total": "5", "products": []}""");
        server.start();
        assertThat(orders(crm, ADA)).as("in the middle").isLessThan(MANY);
        await("all have come", () -> orders(crm, ADA) == MANY + 1);
        await("the key is free", () -> held(crm).isEmpty());
        assertThat(orders(crm, BOB)).isZero();
        await("no position has moved but by the newer", () -> positions(crm) == positions + 1);
        assertThat(audited(crm, "key.sought").at("/details/again").asText()).isEqualTo(String.valueOf(MANY));
    }

    private static void againWithoutEffect(Crm crm) {
        String before = crm.customer(ADA).get("traits").toString();
        String half = ",\"to\":\"offset\",\"value\":" + MANY / 2;
        JsonNode sought = ok(crm.post(GROUP + "/seek", ada(half)));
        assertThat(sought.get("again").asInt()).isBetween(MANY / 2, MANY);
        assertThat(held(crm)).isPresent();
        await("the key is free", () -> held(crm).isEmpty());
        assertThat(crm.customer(ADA).get("traits")).hasToString(before);
    }

    private static void forward(Crm crm, Producer producer) {
        ok(crm.post(GROUP + "/pause", ada("")));
        more(producer, "a", "b", "c");
        await("they wait", () -> waiting(crm) == 3);
        String second = ",\"to\":\"offset\",\"value\":"
                + (ok(crm.post(GROUP + "/seek", ada(",\"to\":\"latest\",\"dry_run\":true")))
                                .at("/moves/0/to")
                                .asLong()
                        - 1);
        assertThat(ok(crm.post(GROUP + "/seek", ada(second + ",\"dry_run\":true")))
                        .get("skipped")
                        .asInt())
                .isEqualTo(2);
        assertThat(waiting(crm)).isEqualTo(3);
        assertThat(ok(crm.post(GROUP + "/seek", ada(second))).get("skipped").asInt())
                .isEqualTo(2);
        assertThat(waiting(crm)).isEqualTo(1);
        JsonNode loss = crm.get("/api/v1/operations/losses?limit=1").json().at("/items/0");
        assertThat(loss.get("cause").asText()).isEqualTo("key_skipped");
        assertThat(loss.get("records").asInt()).isEqualTo(2);
        ok(crm.post(GROUP + "/resume", ada("")));
        await("the third has come", () -> orders(crm, ADA) == MANY + 2);
    }

    private static void letGo(Crm crm, Producer producer) {
        ok(crm.post(GROUP + "/pause", ada("")));
        more(producer, "d");
        await("it waits", () -> waiting(crm) == 1);
        String id = held(crm).orElseThrow().get("id").asText();
        assertThat(held(crm).orElseThrow().get("reason").asText()).isEqualTo("paused");
        assertThat(crm.post(HELD + "/" + id + "/release", "").status()).isEqualTo(204);
        await("it has come", () -> orders(crm, ADA) == MANY + 3);
        await("the key is free", () -> held(crm).isEmpty());
        assertThat(crm.post(HELD + "/" + id + "/resume", "").status()).isEqualTo(404);
    }

    private static void refused(Crm crm) {
        refused(crm, 422, "{\"key\":\"ada\",\"to\":\"latest\"}", "/topic");
        refused(crm, 422, ada(",\"to\":\"offset\",\"value\":99999999"), "/value");
        refused(
                crm,
                422,
                ada("").replace("}", ",\"key\":\"\",\"to\":\"latest\"}").replace("\"key\":\"ada\",", ""),
                "/key");
        refused(crm, 404, "{\"key\":\"ada\",\"topic\":\"none\",\"to\":\"latest\"}", "/topic");
    }

    private static void refused(Crm crm, int status, String body, String pointer) {
        Answer answer = crm.post(GROUP + "/seek", body);
        assertThat(answer.status()).as(body + answer.response().body()).isEqualTo(status);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    private static void more(Producer producer, String... orders) {
        for (String order : orders) {
            producer.send(
                    ORDERS,
                    ADA,
                    "order.completed",
                    "2020-03-01T00:00:00Z",
                    "{\"order_id\": \"" + order + "\", \"currency\": \"EUR\", \"total\": \"5\", \"products\": []}");
        }
    }

    private static String topic(String rest) {
        return "{\"topic\":\"customer_order\"" + rest + "}";
    }

    private static String ada(String rest) {
        return topic(",\"key\":\"" + ADA + "\"" + rest);
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private static int orders(Crm crm, String customer) {
        return crm.customer(customer).at("/traits/orders").asInt();
    }

    private static long lag(Crm crm) {
        return crm.get(GROUP).json().get("lag").asLong();
    }

    private static long positions(Crm crm) {
        long sum = 0;
        for (JsonNode partition : crm.get(GROUP).json().get("partitions")) {
            sum += partition.get("position").asLong();
        }
        return sum;
    }

    private static Optional<JsonNode> held(Crm crm) {
        return crm.all(HELD).stream().findFirst();
    }

    private static int waiting(Crm crm) {
        return held(crm).map(key -> key.get("waiting").asInt()).orElse(-1);
    }

    private static JsonNode audited(Crm crm, String action) {
        for (JsonNode entry : crm.get("/api/v1/privacy/audit?object=group:crm-profile&limit=20")
                .json()
                .get("items")) {
            if (entry.get("action").asText().equals(action)) {
                return entry;
            }
        }
        throw new AssertionError("not in the audit trail: " + action);
    }

    private static void await(String what, BooleanSupplier wanted) {
        assertThat(Deadline.in(PATIENCE).await(wanted)).as(what).isTrue();
    }
}
