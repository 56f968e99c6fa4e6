package crm.dev.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records that fit nothing, each with the code that the contract has for it. */
enum Poison {
    TRUNCATED("not_json", "{\"specversion\":\"1.0\",\"id\":"),
    BYTES("not_json", "\u00ff\u0000\u00fe"),
    LIST("no_envelope", "[1,2]"),
    WITHOUT_TIME(
            "missing_field", event("order.completed", "\"subject\":\"c\"", "{}").replace("\"time\"", "\"when\"")),
    WITHOUT_CURRENCY(
            "missing_field",
            event("order.completed", "\"subject\":\"c\"", "{\"order_id\":\"o\",\"total\":\"1\",\"products\":[]}")),
    NO_NUMBER(
            "wrong_type",
            event(
                    "order.completed",
                    "\"subject\":\"c\"",
                    "{\"order_id\":\"o\",\"currency\":\"GBP\",\"total\":\"much\",\"products\":[]}")),
    NOBODY("no_customer", event("page.viewed", "\"x\":1", "{\"url\":\"/\"}")),
    TWO("customer_conflict", event("page.viewed", "\"subject\":\"c\"", "{\"url\":\"/\",\"customer_id\":\"d\"}")),
    TOMORROW(
            "time_in_future",
            event("page.viewed", "\"subject\":\"c\"", "{\"url\":\"/\"}").replace("2024-", "2924-")),
    LARGE("too_large", "");

    private static final List<Poison> SMALL =
            Arrays.stream(values()).filter(poison -> poison != LARGE).toList();
    private static final int MOST = 512 * 1024;

    private final String code;
    private final String value;

    Poison(String code, String value) {
        this.code = code;
        this.value = value;
    }

    private static String event(String type, String whose, String data) {
        return "{\"specversion\":\"1.0\",\"source\":\"poison\",\"id\":\"p\",\"time\":\"2024-01-01T00:00:00Z\",\"type\":\""
                + type + "\"," + whose + ",\"data\":" + data + "}";
    }

    /** One of them, rarely a large one, on any topic. */
    static ProducerRecord<String, byte[]> any(Random random) {
        Poison poison = random.nextInt(100) == 0 ? LARGE : SMALL.get(random.nextInt(SMALL.size()));
        String topic = Inlet.TOPICS.get(random.nextInt(Inlet.TOPICS.size()));
        return Message.marked(topic, "p" + random.nextInt(1000), poison.bytes(), poison.mark());
    }

    private byte[] bytes() {
        if (this == LARGE) {
            return event("page.viewed", "\"subject\":\"c\"", "{\"url\":\"" + "/".repeat(MOST) + "\"}")
                    .getBytes(UTF_8);
        }
        return value.getBytes(this == BYTES ? ISO_8859_1 : UTF_8);
    }

    private String mark() {
        return "poison " + code;
    }

    static boolean isMark(String mark) {
        return mark.startsWith("poison ");
    }

    /** The code that a marked record must get. */
    static String code(String mark) {
        return mark.substring("poison ".length());
    }
}
