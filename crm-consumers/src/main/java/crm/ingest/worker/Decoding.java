package crm.ingest.worker;

import crm.ingest.entity.Claim;
import crm.ingest.entity.Decoded;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.Rejection;
import crm.ingest.service.EventDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/** Makes a batch of what a poll brought, outside any transaction. */
final class Decoding {

    private final Group group;
    private final EventDecoder decoder;
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private final FailurePolicy policy = new FailurePolicy(BatchTransaction.TIMEOUT);

    Decoding(Group group, EventDecoder decoder) {
        this.group = group;
        this.decoder = decoder;
    }

    /** Of the partitions that are owned, what lies at or after their position. */
    Batch batch(ConsumerRecords<byte[], byte[]> polled, Partitions partitions) {
        List<Span> spans = new ArrayList<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> read :
                polled.nextOffsets().entrySet()) {
            partitions
                    .claim(KafkaPartitions.ours(read.getKey()))
                    .filter(claim -> claim.nextOffset() < read.getValue().offset())
                    .ifPresent(claim -> spans.add(span(claim, read.getValue(), polled.records(read.getKey()))));
        }
        return new Batch(spans);
    }

    private Span span(Claim claim, OffsetAndMetadata next, List<ConsumerRecord<byte[], byte[]>> records) {
        List<Item> items = records.stream()
                .filter(record -> record.offset() >= claim.nextOffset())
                .map(record -> decode(delivery(record, claim)))
                .toList();
        return new Span(claim.partition(), claim.epoch(), claim.nextOffset(), next.offset(), next.leaderEpoch(), items);
    }

    /** @throws RuntimeException where it is not the delivery's fault */
    Item decode(Delivery delivery) {
        return new Item(delivery, decoded(delivery));
    }

    private Decoded decoded(Delivery delivery) {
        try {
            return decoder.decode(delivery);
        } catch (RuntimeException e) {
            if (policy.judge(e, Duration.ZERO) != Verdict.BROKEN) {
                throw e;
            }
            return new Rejection(Rejection.Code.HANDLER_FAILED, "", "Decoding failed with " + Causes.name(e) + ".");
        }
    }

    private Delivery delivery(ConsumerRecord<byte[], byte[]> record, Claim claim) {
        return new Delivery(
                group.roles().get(record.topic()),
                record.topic(),
                claim.topicId(),
                record.partition(),
                record.offset(),
                storable(record.timestamp()),
                headers(record.headers()),
                record.key(),
                record.value());
    }

    /** Some producers give a unit of their own; a year beyond 9999 would be refused wherever it is written. */
    private static Instant storable(long timestamp) {
        return Instant.ofEpochMilli(Math.max(0, Math.min(timestamp, LATEST)));
    }

    private static List<Delivery.Header> headers(Headers headers) {
        return StreamSupport.stream(headers.spliterator(), false)
                .map(header -> new Delivery.Header(header.key(), header.value()))
                .toList();
    }
}
