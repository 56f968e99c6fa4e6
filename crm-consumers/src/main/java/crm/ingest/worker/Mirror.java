package crm.ingest.worker;

import crm.ingest.entity.Advance;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells Kafka the positions that the database has, for Kafka's own tools. Nothing reads them back, so a failure is
 * harmless; only what was just advanced is told, so they never go back while a partition is held.
 */
final class Mirror {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, OffsetAndMetadata> pending = new HashMap<>();
    private long flushedAt = System.nanoTime();

    Mirror(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    void add(Collection<Advance> advances) {
        for (Advance advance : advances) {
            OffsetAndMetadata position = new OffsetAndMetadata(advance.to(), advance.leaderEpoch(), "");
            pending.put(KafkaPartitions.kafka(advance.partition()), position);
        }
    }

    /** Sends what is new of the partitions still held, at most once a second, and does not wait. */
    void flush(Collection<TopicPartition> held) {
        if (System.nanoTime() - flushedAt > PAUSE) {
            flushNow(held);
        }
    }

    void flushNow(Collection<TopicPartition> held) {
        pending.keySet().retainAll(held);
        if (!pending.isEmpty()) {
            consumer.commitAsync(Map.copyOf(pending), (offsets, failure) -> {});
            pending.clear();
        }
        flushedAt = System.nanoTime();
    }
}
