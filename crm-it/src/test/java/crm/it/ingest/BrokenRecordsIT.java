package crm.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.Crm;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Letters;
import crm.it.lab.Producer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Records that fit nothing become dead letters with a reason, and what follows them is applied. */
class BrokenRecordsIT extends DeployedApplication {

    private final Crm crm = admin();
    private final String key = "k-" + UUID.randomUUID();

    @Test
    void eachIsParkedWithItsReasonAndStopsNothing() {
        try (Producer producer = producer()) {
            broken(producer, "{", "not_json");
            broken(producer, "[1]", "no_envelope");
            broken(producer, event("", "{\"order_id\":\"o\"}"), "missing_field");
            broken(producer, event("", order("\"total\":\"much\"")), "wrong_type");
            broken(producer, event("\"traceparent\":\"00\",", order("\"total\":1")), "no_customer");
            broken(producer, event("", order("\"total\":1,\"customer_id\":\"other\"")), "customer_conflict");
            broken(
                    producer,
                    event("", order("\"total\":1"))
                            .replace(
                                    "2020-01-01T00:00:00Z",
                                    Instant.now().plusSeconds(600).toString()),
                    "time_in_future");
            broken(producer, event("", order("\"total\":1")).replace("2020-01-01", "1900-01-01"), "too_old");
            broken(producer, event("", order("\"total\":1,\"note\":\"" + "x".repeat(530_000) + "\"")), "too_large");
            producer.send("customer_order", key, "order.completed", "2020-01-01T00:00:00Z", order("\"total\":\"4\""));
        }
        crm.customer(key, profile -> profile.at("/traits/orders").asInt() == 1);

        assertThat(codes()).isEqualTo(expected);
    }

    private final Map<String, String> expected = new TreeMap<>();

    /** Each broken record has a key of its own, by which its dead letter is found. */
    private void broken(Producer producer, String value, String code) {
        expected.put(key + code, code);
        producer.raw("customer_order", key + code, value);
    }

    private String event(String subject, String data) {
        return """
                {"specversion":"1.0","source":"it","id":"%s","type":"order.completed","time":"2020-01-01T00:00:00Z",%s
                 "data":%s}""".formatted(UUID.randomUUID(), subject.isEmpty() ? "\"subject\":\"" + key + "\"," : subject, data);
    }

    private static String order(String rest) {
        return "{\"order_id\":\"o\",\"currency\":\"GBP\",\"products\":[]," + rest + "}";
    }

    private Map<String, String> codes() {
        Map<String, String> codes = new TreeMap<>();
        Deadline.in(Duration.ofSeconds(30)).await(() -> {
            for (JsonNode letter : new Letters(crm).withKeys(key)) {
                codes.put(
                        letter.get("key").textValue(), letter.at("/reason/code").textValue());
            }
            return codes.size() == expected.size();
        });
        return codes;
    }
}
