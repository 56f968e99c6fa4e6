package crm.dev.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.dev.oracle.Told;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records with a mark that the checker knows them by, in a header that means nothing to the platform. */
final class Message {

    static final String MARK = "chaos";

    private Message() {}

    /** Marked with the event's id. */
    static ProducerRecord<String, byte[]> of(Told told, String topic) {
        ProducerRecord<String, byte[]> record =
                marked(topic, told.who().value(), told.value(), told.stamp().id());
        Map<String, String> headers = told.headers();
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }

    static ProducerRecord<String, byte[]> marked(String topic, String key, byte[] value, String mark) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value);
        record.headers().add(MARK, mark.getBytes(UTF_8));
        return record;
    }
}
