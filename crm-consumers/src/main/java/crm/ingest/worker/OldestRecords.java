package crm.ingest.worker;

import crm.ingest.entity.PartitionId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * When the records at given offsets were produced: looks into the log, one record per partition. Remembers the last
 * answers. Not thread-safe.
 */
public final class OldestRecords {

    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Broker broker;
    private Map<PartitionId, Seen> seen = new HashMap<>();
    private KafkaConsumer<byte[], byte[]> consumer;

    public OldestRecords(Broker broker) {
        this.broker = broker;
    }

    private record Seen(long position, Instant producedAt) {}

    /**
     * By partition, for the first record at or after each offset; without those where there is none. What cannot be seen in
     * time is as it was: the record before is older, never younger.
     *
     * @param ends of the logs
     */
    public Map<PartitionId, Instant> at(Map<PartitionId, Long> offsets, Map<PartitionId, Long> ends) {
        Map<PartitionId, Seen> before = seen;
        seen = known(offsets);
        Map<PartitionId, Long> unknown = new HashMap<>(offsets);
        unknown.keySet().removeAll(seen.keySet());
        if (!unknown.isEmpty()) {
            look(unknown, ends).forEach(missed -> {
                if (before.containsKey(missed)) {
                    seen.put(missed, before.get(missed));
                }
            });
        }
        Map<PartitionId, Instant> times = new HashMap<>();
        seen.forEach((partition, record) -> times.put(partition, record.producedAt()));
        return times;
    }

    private Map<PartitionId, Seen> known(Map<PartitionId, Long> offsets) {
        Map<PartitionId, Seen> known = new HashMap<>(seen);
        known.entrySet()
                .removeIf(entry -> !Long.valueOf(entry.getValue().position()).equals(offsets.get(entry.getKey())));
        return known;
    }

    /** Says of which it has not learnt in time whether there is a record. */
    private List<PartitionId> look(Map<PartitionId, Long> offsets, Map<PartitionId, Long> ends) {
        Set<TopicPartition> open = new HashSet<>(KafkaPartitions.kafka(offsets.keySet()));
        reader().assign(open);
        offsets.forEach((partition, offset) -> reader().seek(KafkaPartitions.kafka(partition), offset));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!open.isEmpty() && System.nanoTime() < deadline) {
                note(reader().poll(POLL), offsets, open);
                open.removeIf(partition -> isBehind(partition, ends));
            }
        } catch (OffsetOutOfRangeException e) {
            // The worker's affair; here the others just wait for the next look.
        }
        reader().unsubscribe();
        return KafkaPartitions.ours(open);
    }

    /** Nothing but marks of transactions is left where it has come to the end without a record. */
    private boolean isBehind(TopicPartition partition, Map<PartitionId, Long> ends) {
        return reader().position(partition, POLL) >= ends.getOrDefault(KafkaPartitions.ours(partition), Long.MAX_VALUE);
    }

    private void note(
            ConsumerRecords<byte[], byte[]> polled, Map<PartitionId, Long> offsets, Set<TopicPartition> open) {
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            PartitionId partition = new PartitionId(record.topic(), record.partition());
            seen.putIfAbsent(partition, new Seen(offsets.get(partition), Instant.ofEpochMilli(record.timestamp())));
        }
        open.removeAll(polled.partitions());
        reader().pause(polled.partitions());
    }

    private KafkaConsumer<byte[], byte[]> reader() {
        if (consumer == null) {
            consumer = broker.reader();
        }
        return consumer;
    }

    public void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }
}
