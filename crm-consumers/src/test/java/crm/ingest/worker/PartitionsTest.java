package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Advance;
import crm.ingest.entity.Claim;
import crm.ingest.entity.PartitionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartitionsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final PartitionId one = Batches.partition(1);
    private final PartitionId two = Batches.partition(2);
    private final Partitions partitions = new Partitions();

    @Test
    void ownsNothingBeforeTheClaim() {
        partitions.assigned(List.of(one), NOW);
        assertThat(partitions.claim(one)).isEmpty();
        assertThat(partitions.due(NOW)).containsExactly(one);
        assertThat(partitions.complete()).isFalse();
    }

    @Test
    void ownsWhatIsClaimed() {
        own(one);
        assertThat(partitions.claim(one)).isPresent();
        assertThat(partitions.due(NOW)).isEmpty();
        assertThat(partitions.complete()).isTrue();
    }

    @Test
    void movesWithItsAdvances() {
        own(one);
        partitions.advanced(new Advance(one, 1, 10, 25, Optional.of(2), 3, Optional.empty()));
        Claim claim = partitions.claim(one).orElseThrow();
        assertThat(claim.nextOffset()).isEqualTo(25);
        assertThat(claim.leaderEpoch()).contains(2);
    }

    @Test
    void forgetsWhatKafkaTakesAway() {
        own(one);
        partitions.assigned(List.of(two), NOW);
        partitions.revoked(List.of(one, two));
        assertThat(partitions.all()).isEmpty();
        assertThat(partitions.complete()).isTrue();
    }

    @Test
    void doesNotOwnAClaimThatComesAfterTheRevocation() {
        partitions.assigned(List.of(one), NOW);
        partitions.revoked(List.of(one));
        partitions.claimed(claim(one));
        assertThat(partitions.claim(one)).isEmpty();
    }

    @Test
    void claimsWhatItReleasedOnlyWhenItIsDue() {
        own(one);
        partitions.released(List.of(one), NOW.plusSeconds(12));
        assertThat(partitions.claim(one)).isEmpty();
        assertThat(partitions.due(NOW.plusSeconds(11))).isEmpty();
        assertThat(partitions.due(NOW.plusSeconds(12))).containsExactly(one);
    }

    @Test
    void claimsAtOnceWhatKafkaAssignsAgain() {
        own(one);
        partitions.released(List.of(one), NOW.plusSeconds(12));
        partitions.revoked(List.of(one));
        partitions.assigned(List.of(one), NOW);
        assertThat(partitions.due(NOW)).containsExactly(one);
    }

    @Test
    void leavesWhatIsHeldAloneUntilItIsReleased() {
        own(one);
        partitions.hold(List.of(one, two));
        assertThat(partitions.claim(one)).isEmpty();
        assertThat(partitions.held()).containsExactly(one);
        assertThat(partitions.due(NOW.plusSeconds(100))).isEmpty();
        assertThat(partitions.complete()).isTrue();
        partitions.released(partitions.held(), NOW);
        assertThat(partitions.held()).isEmpty();
        assertThat(partitions.due(NOW)).containsExactly(one);
    }

    @Test
    void forgetsThatItWasHeldOnceItIsTakenAway() {
        own(one);
        partitions.hold(List.of(one));
        assertThat(partitions.all()).containsExactly(one);
        partitions.revoked(List.of(one));
        assertThat(partitions.all()).isEmpty();
        assertThat(partitions.held()).isEmpty();
    }

    @Test
    void neverWaitsForWhatIsNotItsOwn() {
        partitions.released(List.of(one), NOW);
        assertThat(partitions.all()).isEmpty();
    }

    private void own(PartitionId partition) {
        partitions.assigned(List.of(partition), NOW);
        partitions.claimed(claim(partition));
    }

    private static Claim claim(PartitionId partition) {
        return new Claim(partition, Batches.TOPIC_ID, 1, 10, Optional.empty());
    }
}
