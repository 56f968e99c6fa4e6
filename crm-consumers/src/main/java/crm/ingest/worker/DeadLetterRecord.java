package crm.ingest.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.OutboxBatch;
import crm.ingest.entity.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** A dead letter as it is published: the record as it was, and in headers of ours where it stood and why it was refused. */
final class DeadLetterRecord {

    private static final String PREFIX = "crm-dead-letter-";

    private DeadLetterRecord() {}

    /** @param partitions of the topic of dead letters */
    static ProducerRecord<byte[], byte[]> of(OutboxBatch.Item letter, int partitions) {
        Delivery delivery = letter.letter().delivery();
        return new ProducerRecord<>(
                DeadLetterTopics.of(delivery.topic()),
                delivery.partition() % partitions,
                delivery.key(),
                delivery.value(),
                headers(letter));
    }

    private static List<Header> headers(OutboxBatch.Item letter) {
        Delivery delivery = letter.letter().delivery();
        Rejection reason = letter.letter().rejection();
        List<Header> headers = new ArrayList<>();
        delivery.headers().forEach(header -> headers.add(new RecordHeader(header.name(), header.value())));
        headers.add(ours("id", letter.id()));
        headers.add(ours("group", letter.group()));
        headers.add(ours("topic", delivery.topic()));
        headers.add(ours("partition", delivery.partition()));
        headers.add(ours("offset", delivery.offset()));
        headers.add(ours("timestamp", delivery.timestamp()));
        headers.add(ours("code", reason.code().word()));
        headers.add(ours("pointer", reason.pointer()));
        headers.add(ours("detail", reason.detail()));
        return headers;
    }

    private static Header ours(String name, Object value) {
        return new RecordHeader(PREFIX + name, value.toString().getBytes(UTF_8));
    }
}
