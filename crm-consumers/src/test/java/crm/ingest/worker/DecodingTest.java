package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Claim;
import crm.ingest.service.DecoderSettings;
import crm.ingest.service.EventDecoder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DecodingTest {

    private static final TopicPartition KAFKA = KafkaPartitions.kafka(Batches.partition(0));

    @Test
    void whatIsCutForMemoryKeepsTheEpochOfItsLastRecord() {
        Partitions partitions = new Partitions();
        partitions.assigned(List.of(Batches.partition(0)), Instant.EPOCH);
        partitions.claimed(new Claim(Batches.partition(0), Batches.TOPIC_ID, 1, 40, Optional.of(3)));
        Group group = new Group("group", Map.of("orders", "customer_order"), 1, null);
        Decoding decoding = new Decoding(
                group,
                new EventDecoder(Clock.systemUTC(), new DecoderSettings(Optional.empty(), Set.of("email"), "GB")));
        Batch batch = decoding.batch(polled(List.of(record(40, 3), record(41, 4), record(42, 5))), partitions, 450);
        assertThat(batch.advances()).singleElement().satisfies(advance -> {
            assertThat(advance.to()).isEqualTo(42);
            assertThat(advance.leaderEpoch()).contains(4);
        });
        assertThat(batch.ends()).containsEntry(Batches.partition(0), new OffsetAndMetadata(42, Optional.of(4), ""));
    }

    private static ConsumerRecords<byte[], byte[]> polled(List<ConsumerRecord<byte[], byte[]>> records) {
        return new ConsumerRecords<>(
                Map.of(KAFKA, records), Map.of(KAFKA, new OffsetAndMetadata(43, Optional.of(5), "")));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, int leaderEpoch) {
        return new ConsumerRecord<>(
                KAFKA.topic(),
                KAFKA.partition(),
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                2,
                null,
                new byte[] {'{', '}'},
                new RecordHeaders(),
                Optional.of(leaderEpoch));
    }
}
