package crm.operations.worker;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Position;
import crm.operations.entity.GroupStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObservationTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final PartitionId read = new PartitionId("orders", 0);
    private final PartitionId behind = new PartitionId("orders", 1);
    private final PartitionId fresh = new PartitionId("orders", 2);

    @Test
    void lagsByRecordsAndByTheAgeOfTheOldest() {
        GroupStatus status = observation(Set.of("ada")).status(12.5);
        assertThat(status.lag()).isEqualTo(100 + 7);
        assertThat(status.lagSeconds()).isEqualTo(30);
        assertThat(status.rate()).isEqualTo(12.5);
        assertThat(status.partitions()).extracting("lag").containsExactly(0L, 100L, 7L);
        assertThat(status.partitions()).extracting("lagSeconds").containsExactly(0.0, 30.0, 0.0);
    }

    @Test
    void namesTheOwnerWhileItIsAMember() {
        assertThat(observation(Set.of("ada")).status(0).partitions())
                .extracting("owner")
                .containsExactly("ada", "", "");
    }

    @Test
    void isStoppedWithoutMembers() {
        assertThat(observation(Set.of()).status(0).state()).isEqualTo("stopped");
        assertThat(observation(Set.of("ada")).status(0).state()).isEqualTo("running");
    }

    private Observation observation(Set<String> members) {
        return new Observation(
                NOW,
                "crm-profile",
                Map.of(read, position(read, 50, "ada"), behind, position(behind, 900, "bob")),
                Map.of(read, 50L, behind, 1000L, fresh, 7L),
                members,
                Map.of(behind, NOW.minusSeconds(30)));
    }

    private static Position position(PartitionId partition, long next, String owner) {
        return new Position("crm-profile", partition, next, 1, owner, next, Optional.empty());
    }
}
