package crm.ingest.worker;

import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** What the broker holds of partitions at this moment. */
final class PartitionLogs {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Consumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Map<PartitionId, Long> divergent = new HashMap<>();

    PartitionLogs(Consumer<byte[], byte[]> consumer, Topics topics) {
        this.consumer = consumer;
        this.topics = topics;
    }

    List<PartitionLog> of(Collection<PartitionId> partitions) {
        List<TopicPartition> asked = KafkaPartitions.kafka(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(asked, PATIENCE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(asked, PATIENCE);
        Map<String, UUID> ids =
                topics.ids(partitions.stream().map(PartitionId::topic).collect(Collectors.toSet()));
        return asked.stream()
                .map(partition ->
                        log(partition, ids.get(partition.topic()), begins.get(partition), ends.get(partition)))
                .toList();
    }

    private PartitionLog log(TopicPartition partition, UUID topicId, long begin, long end) {
        PartitionLog log = new PartitionLog(KafkaPartitions.ours(partition), topicId, begin, end);
        Long cut = divergent.get(log.partition());
        return cut == null ? log : log.divergingAt(cut);
    }

    /** Of a claim that was answered, or of what is gone: whoever holds it meanwhile may have moved the position. */
    void forget(Collection<PartitionId> partitions) {
        partitions.forEach(divergent::remove);
    }

    /** Remembers up to where the broker says that a log is the one that was read. */
    void outOfRange(OffsetOutOfRangeException e) {
        if (e instanceof LogTruncationException truncation) {
            truncation
                    .partitions()
                    .forEach(partition ->
                            cut(partition, truncation.divergentOffsets().get(partition)));
        }
    }

    /**
     * A broker that knows nothing of the epoch that was read says no offset: then nothing is known to be the same. It is not
     * moved up to the log's beginning, for a position that stands just there would look sound and be refused for ever.
     */
    private void cut(TopicPartition partition, OffsetAndMetadata common) {
        divergent.put(KafkaPartitions.ours(partition), common == null ? 0L : common.offset());
    }
}
