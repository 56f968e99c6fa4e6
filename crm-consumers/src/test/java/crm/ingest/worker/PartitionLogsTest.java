package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionLogsTest {

    private static final PartitionId PARTITION = Batches.partition(0);
    private static final TopicPartition KAFKA = KafkaPartitions.kafka(PARTITION);
    private static final PartitionLog WHOLE = new PartitionLog(PARTITION, Batches.TOPIC_ID, 5, 90);

    private final PartitionLogs logs = new PartitionLogs(new Log(), new OneTopic());

    @Test
    void keepsACutUntilTheClaimIsAnswered() {
        logs.outOfRange(truncated(Map.of(KAFKA, new OffsetAndMetadata(60, Optional.of(3), ""))));
        assertThat(log()).isEqualTo(WHOLE.divergingAt(60));
        assertThat(log()).as("the claim failed").isEqualTo(WHOLE.divergingAt(60));
    }

    @Test
    void forgetsACutWithThePartition() {
        logs.outOfRange(truncated(Map.of(KAFKA, new OffsetAndMetadata(60, Optional.of(3), ""))));
        logs.forget(List.of(PARTITION));
        assertThat(log()).isEqualTo(WHOLE);
    }

    @Test
    void nothingIsTheSameWhereTheBrokerDoesNotKnowTheEpoch() {
        logs.outOfRange(truncated(Map.of()));
        assertThat(log().end()).isZero();
        assertThat(log().agreed()).isEqualTo(5);
    }

    private static LogTruncationException truncated(Map<TopicPartition, OffsetAndMetadata> divergent) {
        return new LogTruncationException("truncated", Map.of(KAFKA, 80L), divergent);
    }

    private PartitionLog log() {
        return logs.of(List.of(PARTITION)).get(0);
    }

    private static final class Log extends MockConsumer<byte[], byte[]> {

        Log() {
            super("none");
        }

        @Override
        public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> asked, Duration timeout) {
            return Map.of(KAFKA, 5L);
        }

        @Override
        public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> asked, Duration timeout) {
            return Map.of(KAFKA, 90L);
        }
    }

    private static final class OneTopic extends Topics {

        @Override
        Map<String, UUID> ids(Collection<String> topics) {
            return Map.of("orders", Batches.TOPIC_ID);
        }
    }
}
