package crm.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.it.lab.Crm;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Plain JSON without type, time and id, as shops have it, works on every topic as it is. */
class PlainJsonIT extends DeployedApplication {

    private final Crm crm = admin();
    private final String id = "plain-" + UUID.randomUUID();

    @Test
    void eachTopicGivesItsTypeAndTheRecordItsTimeAndId() {
        Instant before = Instant.now().minusSeconds(1);
        try (Producer producer = producer()) {
            send(producer, "customer_registration", "\"name\":\"Ada\",\"consents\":{\"marketing_sms\":false}");
            send(
                    producer,
                    "customer_order",
                    "\"order_id\":\"o\",\"currency\":\"JPY\",\"total\":\"1200\",\"products\":"
                            + "[{\"product_id\":\"p\",\"quantity\":2}]");
            send(producer, "customer_interactions", "\"page\":\"home\"");
            send(producer, "customer_consultation", "\"conversation_id\":\"k\",\"channel\":\"chat\"");
            send(producer, "customer_transaction", "\"transaction_id\":\"t\",\"amount\":1200,\"currency\":\"JPY\"");
        }
        JsonNode profile = crm.customer(
                id,
                found -> found.at("/traits/transactions").asInt() == 1
                        && found.at("/traits/consultations").asInt() == 1
                        && found.at("/traits/interactions").asInt() == 1
                        && found.at("/traits/orders").asInt() == 1
                        && found.at("/attributes/name").asText().equals("Ada"));
        assertThat(profile.at("/consents/0/purpose").textValue()).isEqualTo("marketing_sms");
        assertThat(profile.at("/consents/0/granted").booleanValue()).isFalse();
        assertThat(profile.at("/traits/average_order_value/0/amount").textValue())
                .isEqualTo("1200");

        Map<String, JsonNode> events = new TreeMap<>();
        crm.all("/api/v1/customers/" + id + "/timeline")
                .forEach(event -> events.put(event.get("type").textValue(), event));
        assertThat(events.keySet())
                .containsExactly(
                        "consultation.started",
                        "customer.registered",
                        "interaction",
                        "order.completed",
                        "payment.attempted");
        events.values().forEach(event -> {
            assertThat(Instant.parse(event.get("time").textValue()))
                    .isBetween(before, Instant.now().plusSeconds(1));
            assertThat(event.get("id").textValue()).matches("[0-9a-f-]{36}:\\d+:\\d+");
            assertThat(event.get("source").textValue()).startsWith("customer_");
            assertThat(event.get("data").has("customer_id")).isFalse();
        });
    }

    @Test
    void aVisitorIsNamedByAnAnonymousIdAlone() {
        String visitor = id + "-visitor";
        try (Producer producer = producer()) {
            producer.raw("customer_interactions", visitor, "{\"anonymous_id\":\"" + visitor + "\",\"page\":\"home\"}");
            crm.customer(
                    "anonymous_id:" + visitor,
                    found -> found.at("/traits/interactions").asInt() == 1);
            producer.raw(
                    "customer_registration",
                    id,
                    "{\"customer_id\":\"" + id + "\",\"type\":\"customer.identified\",\"anonymous_id\":\"" + visitor
                            + "\"}");
        }
        JsonNode customer =
                crm.customer(id, found -> found.at("/traits/interactions").asInt() == 1);
        JsonNode answers = crm.customer("anonymous_id:" + visitor);
        assertThat(answers.get("profile_id")).as("the survivor").isEqualTo(customer.get("profile_id"));
        assertThat(List.of(answers.get("identities").toString()))
                .first()
                .asString()
                .contains(visitor, id);
    }

    private void send(Producer producer, String topic, String fields) {
        producer.raw(topic, id, "{\"customer_id\":\"" + id + "\"," + fields + "}");
    }
}
