package crm.ingest.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.KeyHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyRecordsTest {

    private static final TopicPartition PLACE = new TopicPartition("orders", 0);
    private static final KeyHash ADA = KeyHash.of("orders", "ada".getBytes(UTF_8));
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MockConsumer<byte[], byte[]> log = new MockConsumer<>("none");
    private final List<Long> found = new ArrayList<>();

    /** Ada's are the even ones; the sixth offset is a hole, as compaction leaves them, and the ninth has no key. */
    @BeforeEach
    void write() {
        log.assign(List.of(PLACE));
        log.updateBeginningOffsets(Map.of(PLACE, 0L));
        log.seek(PLACE, 0);
        for (long offset = 0; offset < 12; offset++) {
            String key = offset == 9 ? null : offset % 2 == 0 ? "ada" : "bob";
            if (offset != 6) {
                log.addRecord(new ConsumerRecord<>(
                        "orders", 0, offset, key == null ? null : key.getBytes(UTF_8), new byte[0]));
            }
        }
    }

    @Test
    void findsThoseOfTheKeyUpToTheEnd() {
        assertThat(read(9, record -> true)).isEqualTo(9);
        assertThat(found).containsExactly(0L, 2L, 4L, 8L);
    }

    @Test
    void stopsWhereThereIsNoRoomForMore() {
        assertThat(read(12, record -> found.size() < 3)).isEqualTo(5);
        assertThat(found).containsExactly(0L, 2L, 4L);
    }

    @Test
    void saysHowFarItCameWhereTimeIsOver() {
        assertThat(read(100, record -> true, Duration.ofMillis(50))).isEqualTo(12);
        assertThat(found).hasSize(5);
    }

    @Test
    void looksForAKeyWhereProducersPutIt() {
        for (String key : List.of("ada", "17850", "客户", "")) {
            byte[] bytes = key.getBytes(UTF_8);
            assertThat(KafkaPartitions.of(bytes, 12)).isEqualTo(BuiltInPartitioner.partitionForKey(bytes, 12));
        }
    }

    private long read(long to, Predicate<ConsumerRecord<byte[], byte[]>> more) {
        return read(to, more, PATIENCE);
    }

    private long read(long to, Predicate<ConsumerRecord<byte[], byte[]>> more, Duration patience) {
        return KeyRecords.read(log, PLACE, ADA, to, patience, record -> {
            found.add(record.offset());
            return more.test(record);
        });
    }
}
