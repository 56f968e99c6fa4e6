package crm.it.hardening;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Records of which most are nearly events, each from its seed. */
final class RecordCases {

    private static final List<String> TOPICS = List.of(
            "customer_registration",
            "customer_order",
            "customer_interactions",
            "customer_consultation",
            "customer_transaction");

    private static final List<String> TYPES = List.of(
            "customer.registered",
            "customer.identified",
            "customer.consent_changed",
            "order.completed",
            "order.refunded",
            "product.viewed",
            "consultation.rated",
            "payment.attempted",
            "shoe.tied");

    private static final String DATA =
            "\"name\":\"Ada\",\"email\":\"fuzz@example.net\",\"address\":{\"city\":\"Rome\"},"
                    + "\"anonymous_id\":\"fuzz\",\"identities\":[{\"namespace\":\"loyalty_id\",\"value\":\"F1\"}],"
                    + "\"consents\":{\"profiling\":true},\"purpose\":\"profiling\",\"granted\":true,\"order_id\":\"fuzz\","
                    + "\"currency\":\"GBP\",\"total\":\"12.30\",\"products\":[{\"product_id\":\"p\",\"price\":2.5,\"quantity\":1}],"
                    + "\"product_id\":\"p\",\"conversation_id\":\"k\",\"rating\":5,\"transaction_id\":\"t\",\"amount\":1.5";

    private final Random random;

    RecordCases(long seed) {
        this.random = new Random(seed);
    }

    static List<String> topics() {
        return TOPICS;
    }

    ProducerRecord<byte[], byte[]> next() {
        byte[] value = random.nextInt(15) == 0 ? noise() : mutatedEvent();
        byte[] key = random.nextInt(5) == 0 ? null : ("fuzz-" + random.nextInt(30)).getBytes(UTF_8);
        if (random.nextInt(100) == 0) {
            value = null;
        }
        return new ProducerRecord<>(oneOf(TOPICS), null, time(), key, value, headers());
    }

    /** Some producers' clocks are wrong. */
    private Long time() {
        return random.nextInt(20) == 0 ? Long.valueOf(random.nextInt(1_000_000)) : null;
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] mutatedEvent() {
        String data = random.nextInt(40) == 0 ? "\"deep\":" + "[".repeat(150) + "]".repeat(150) + ',' + DATA : DATA;
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        String customer = "fuzz-" + random.nextInt(30);
        String envelope = "\"id\":\"" + id + "\",\"source\":\"fuzz\",\"type\":\"" + oneOf(TYPES) + "\",\"time\":\""
                + Instant.ofEpochSecond(random.nextInt(1_700_000_000)) + "\"";
        String json = random.nextBoolean()
                ? "{\"specversion\":\"1.0\"," + envelope + ",\"subject\":\"" + customer + "\",\"data\":{" + data + "}}"
                : "{" + envelope + ",\"customer_id\":\"" + customer + "\"," + data + "}";
        byte[] bytes = json.getBytes(UTF_8);
        for (int i = random.nextInt(3); i > 0; i--) {
            bytes = HttpCases.mutated(bytes, random);
        }
        return bytes;
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        if (random.nextInt(10) > 0) {
            return headers;
        }
        Map<String, String> attributes = Map.of(
                "ce_specversion", "1.0",
                "ce_id", new UUID(random.nextLong(), random.nextLong()).toString(),
                "ce_source", "fuzz",
                "ce_type", oneOf(TYPES),
                "ce_time", "2020-01-01T00:00:00Z",
                "ce_subject", "fuzz-1",
                "content-type", oneOf(List.of("application/json", "application/cloudevents+json", "text/plain")));
        attributes.forEach((name, value) -> {
            if (random.nextInt(8) > 0) {
                byte[] bytes = value.getBytes(UTF_8);
                headers.add(new RecordHeader(name, random.nextInt(8) == 0 ? HttpCases.mutated(bytes, random) : bytes));
            }
        });
        headers.add(new RecordHeader("x\u00ff", null));
        return headers;
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
