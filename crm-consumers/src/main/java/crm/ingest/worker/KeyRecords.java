package crm.ingest.worker;

import crm.ingest.entity.KeyHash;
import crm.ingest.entity.LogAway;
import crm.ingest.entity.PartitionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Finds the records of one key in a partition, by a consumer of no group that passes over all others. Thread-safe. */
@ApplicationScoped
public class KeyRecords {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int AT_ONCE = 1000;
    private static final int MEGABYTES = 4;

    private final Broker broker;

    /** For the container's proxies. */
    protected KeyRecords() {
        this.broker = null;
    }

    @Inject
    public KeyRecords(Broker broker) {
        this.broker = broker;
    }

    /**
     * How many there are.
     *
     * @param complete whether time sufficed to look at all
     */
    public record Count(long records, boolean complete) {}

    /**
     * Counts them, as far as time suffices.
     *
     * @param to exclusive
     * @throws LogAway if the log does not answer
     */
    public Count count(PartitionId partition, KeyHash key, long from, long to, Duration patience) {
        long[] count = new long[1];
        try {
            long next = read(partition, key, from, to, patience, record -> {
                count[0]++;
                return true;
            });
            return new Count(count[0], next >= to);
        } catch (KafkaException e) {
            throw new LogAway();
        }
    }

    /**
     * Reads them in their order.
     *
     * @param taken says whether there is room for another
     * @return before which these are all
     * @throws KafkaException if the log does not answer
     */
    long read(
            PartitionId partition,
            KeyHash key,
            long from,
            long to,
            Duration patience,
            Predicate<ConsumerRecord<byte[], byte[]>> taken) {
        TopicPartition place = KafkaPartitions.kafka(partition);
        // What the topic's retention has taken is no more.
        long begin = Math.max(from, broker.begins(List.of(partition)).get(partition));
        if (begin >= to) {
            return to;
        }
        try (KafkaConsumer<byte[], byte[]> reader = broker.reader(AT_ONCE, MEGABYTES)) {
            reader.assign(List.of(place));
            reader.seek(place, begin);
            return read(reader, place, key, to, patience, taken);
        }
    }

    static long read(
            Consumer<byte[], byte[]> reader,
            TopicPartition place,
            KeyHash key,
            long to,
            Duration patience,
            Predicate<ConsumerRecord<byte[], byte[]>> taken) {
        long deadline = System.nanoTime() + patience.toNanos();
        long next = reader.position(place, patience);
        while (next < to && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                if (record.offset() >= to) {
                    return to;
                } else if (isOf(key, record) && !taken.test(record)) {
                    return record.offset() + 1;
                }
            }
            next = reader.position(place, patience);
        }
        return Math.min(next, to);
    }

    private static boolean isOf(KeyHash key, ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null && KeyHash.of(record.topic(), record.key()).equals(key);
    }
}
