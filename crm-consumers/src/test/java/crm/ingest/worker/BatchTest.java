package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Advance;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final Batch batch = new Batch(List.of(
            Batches.span(1, 5, 9, Batches.event(1, 6), Batches.event(1, 8)),
            Batches.span(0, 0, 4),
            Batches.span(2, 1, 2, Batches.rejected(2, 1))));

    @Test
    void locksPartitionsInTheOrderOfTheirNames() {
        assertThat(batch.advances())
                .extracting(Advance::partition)
                .containsExactly(Batches.partition(0), Batches.partition(1), Batches.partition(2));
    }

    @Test
    void advancesOverHoles() {
        assertThat(batch.advances()).extracting(Advance::to).containsExactly(4L, 9L, 2L);
    }

    @Test
    void countsRecordsAndRemembersTheLatest() {
        assertThat(batch.advances()).extracting(Advance::records).containsExactly(0, 2, 1);
        assertThat(batch.advances().get(1).appliedAt()).contains(Instant.ofEpochSecond(8));
        assertThat(batch.advances().get(0).appliedAt()).isEmpty();
    }

    @Test
    void cutsAPartitionBeforeTheNextRecord() {
        List<Batch> halves = batch.halves();
        Advance head = halves.get(0).advances().get(1);
        Advance tail = halves.get(1).advances().get(0);
        assertThat(head.from()).isEqualTo(5);
        assertThat(head.to()).isEqualTo(8);
        assertThat(tail.from()).isEqualTo(8);
        assertThat(tail.to()).isEqualTo(9);
    }

    @Test
    void takesHolesWithTheFirstHalf() {
        assertThat(batch.halves().get(0).partitions()).contains(Batches.partition(0));
        assertThat(batch.halves().get(1).partitions()).doesNotContain(Batches.partition(0));
    }

    @Test
    void tellsEventsFromRefused() {
        assertThat(batch.events()).hasSize(2);
        assertThat(batch.refused()).hasSize(1);
    }
}
