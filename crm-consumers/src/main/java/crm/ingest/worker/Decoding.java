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
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/** Makes a batch of what a poll brought, outside any transaction. */
final class Decoding {

    /** What a record takes beside its bytes. */
    private static final long OVERHEAD = 200;

    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private final Group group;
    private final EventDecoder decoder;
    private final FailurePolicy policy = new FailurePolicy(BatchTransaction.TIMEOUT);

    Decoding(Group group, EventDecoder decoder) {
        this.group = group;
        this.decoder = decoder;
    }

    /**
     * Of the partitions that are owned, what lies at or after their position; where that is too much, the first of each.
     *
     * @param memory bytes that it may have, unless the first record of each partition has more
     */
    Batch batch(ConsumerRecords<byte[], byte[]> polled, Partitions partitions, long memory) {
        long share =
                bytes(polled) <= memory ? memory : memory / polled.partitions().size();
        List<Span> spans = new ArrayList<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> read :
                polled.nextOffsets().entrySet()) {
            partitions
                    .claim(KafkaPartitions.ours(read.getKey()))
                    .filter(claim -> claim.nextOffset() < read.getValue().offset())
                    .ifPresent(claim -> spans.add(span(claim, read.getValue(), polled.records(read.getKey()), share)));
        }
        return new Batch(spans);
    }

    private static long bytes(ConsumerRecords<byte[], byte[]> polled) {
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            bytes += bytes(record);
        }
        return bytes;
    }

    /** What a record takes in memory. */
    static long bytes(ConsumerRecord<byte[], byte[]> record) {
        return OVERHEAD + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }

    private Span span(Claim claim, OffsetAndMetadata next, List<ConsumerRecord<byte[], byte[]>> records, long most) {
        List<Item> items = new ArrayList<>();
        long bytes = 0;
        Optional<Integer> leaderEpoch = Optional.empty();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() >= claim.nextOffset()) {
                bytes += bytes(record);
                if (bytes > most && !items.isEmpty()) {
                    return span(claim, record.offset(), leaderEpoch, items);
                }
                items.add(decode(delivery(record, group.roles().get(record.topic()), claim.topicId())));
                leaderEpoch = record.leaderEpoch();
            }
        }
        return span(claim, next.offset(), next.leaderEpoch(), items);
    }

    private static Span span(Claim claim, long to, Optional<Integer> leaderEpoch, List<Item> items) {
        return new Span(claim.partition(), claim.epoch(), claim.nextOffset(), to, leaderEpoch, items);
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

    /** The record as we call it. */
    static Delivery delivery(ConsumerRecord<byte[], byte[]> record, String role, UUID topicId) {
        return new Delivery(
                role,
                record.topic(),
                topicId,
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
        if (!headers.iterator().hasNext()) {
            return List.of();
        }
        return StreamSupport.stream(headers.spliterator(), false)
                .map(header -> new Delivery.Header(header.key(), header.value()))
                .toList();
    }
}
