package crm.operations.worker;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.PartitionId;
import crm.ingest.entity.RecordContent;
import crm.operations.entity.RecordsRead.Found;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordOrderTest {

    private static final UUID TOPIC = new UUID(1, 2);
    private static final PartitionId ZERO = new PartitionId("t", 0);
    private static final PartitionId ONE = new PartitionId("t", 1);

    private static Found record(int partition, long offset, int second) {
        return new Found(
                TOPIC, partition, offset, Instant.ofEpochSecond(second), new RecordContent(null, null, List.of()));
    }

    private static Map<Integer, Long> next(List<Found> found, int shown, Set<Integer> ended) {
        List<Found> first =
                found.stream().sorted(RecordOrder.BY_TIME).limit(shown).toList();
        return RecordOrder.next(first, found, Map.of(ZERO, 10L, ONE, 20L), Map.of(ZERO, 13L, ONE, 22L), ended);
    }

    @Test
    void goesOnInEachPartitionWithWhatWasNotShown() {
        List<Found> found =
                List.of(record(0, 10, 1), record(0, 11, 5), record(0, 12, 9), record(1, 20, 3), record(1, 21, 7));
        assertThat(next(found, 3, Set.of(0, 1))).isEqualTo(Map.of(0, 12L, 1, 21L));
        assertThat(next(found, 1, Set.of(0, 1))).isEqualTo(Map.of(0, 11L, 1, 20L));
    }

    @Test
    void endsWhereAllWasShown() {
        List<Found> found = List.of(record(0, 10, 1), record(0, 12, 9), record(1, 20, 3));
        assertThat(next(found, 9, Set.of(0, 1)))
                .as("marks of transactions are left")
                .isEmpty();
    }

    @Test
    void goesOnBehindWhatWasReadWhereThereWasNoTimeForMore() {
        assertThat(next(List.of(record(0, 10, 1)), 9, Set.of())).isEqualTo(Map.of(0, 11L, 1, 20L));
    }

    @Test
    void skipsNothingWhereTimesAreOutOfOrder() {
        List<Found> found = List.of(record(0, 10, 9), record(0, 11, 1), record(0, 12, 2));
        assertThat(next(found, 1, Set.of(0, 1))).isEqualTo(Map.of(0, 10L, 1, 22L));
    }
}
