package crm.ingest.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.OutboxBatch;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterRecordTest {

    @Test
    void isTheRecordAsItWasAndWhyItWasRefused() {
        byte[] key = {1};
        byte[] value = {(byte) 0xff};
        Delivery delivery = new Delivery(
                "customer_order",
                "orders",
                UUID.randomUUID(),
                5,
                77,
                Instant.EPOCH,
                List.of(new Delivery.Header("trace", new byte[] {7}), new Delivery.Header("none", null)),
                key,
                value);
        Rejection reason = new Rejection(Rejection.Code.WRONG_TYPE, "/data/total", "must be a decimal");
        ProducerRecord<byte[], byte[]> record =
                DeadLetterRecord.of(new OutboxBatch.Item(17, new Refused(delivery, reason), "crm-profile"), 12);

        assertThat(record.topic()).isEqualTo("orders.dlt");
        assertThat(record.partition()).isEqualTo(5);
        assertThat(record.key()).isSameAs(key);
        assertThat(record.value()).isSameAs(value);
        List<String> headers = new ArrayList<>();
        record.headers()
                .forEach(header -> headers.add(
                        header.key() + '=' + (header.value() == null ? null : new String(header.value(), UTF_8))));
        assertThat(headers)
                .containsExactly(
                        "trace=\u0007",
                        "none=null",
                        "crm-dead-letter-id=17",
                        "crm-dead-letter-group=crm-profile",
                        "crm-dead-letter-topic=orders",
                        "crm-dead-letter-partition=5",
                        "crm-dead-letter-offset=77",
                        "crm-dead-letter-timestamp=1970-01-01T00:00:00Z",
                        "crm-dead-letter-code=wrong_type",
                        "crm-dead-letter-pointer=/data/total",
                        "crm-dead-letter-detail=must be a decimal");
    }

    @Test
    void fitsIntoATopicWithFewerPartitions() {
        Delivery delivery = new Delivery("r", "t", UUID.randomUUID(), 11, 0, Instant.EPOCH, List.of(), null, null);
        Refused refused = new Refused(delivery, new Rejection(Rejection.Code.NOT_JSON, "", ""));
        assertThat(DeadLetterRecord.of(new OutboxBatch.Item(1, refused, "g"), 4).partition())
                .isEqualTo(3);
    }
}
