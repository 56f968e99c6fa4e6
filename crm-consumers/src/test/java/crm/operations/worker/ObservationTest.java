package crm.operations.worker;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Bulletin;
import crm.ingest.entity.GroupPlan;
import crm.ingest.entity.Hold;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Position;
import crm.ingest.entity.Scope;
import crm.operations.entity.GroupSample;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.PartitionSample;
import crm.operations.entity.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ObservationTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Bulletin bulletin = Bulletin.NONE;
    private final PartitionId read = new PartitionId("orders", 0);
    private final PartitionId behind = new PartitionId("orders", 1);
    private final PartitionId fresh = new PartitionId("orders", 2);

    @Test
    void lagsByRecordsAndByTheAgeOfTheOldest() {
        GroupStatus status = observation(Set.of("ada")).status(flows(), Past.NONE);
        assertThat(status.lag()).isEqualTo(100 + 7);
        assertThat(status.lagSeconds()).isEqualTo(30);
        assertThat(status.rate()).isEqualTo(3 * 2.5);
        assertThat(status.rateIn()).isEqualTo(3 * 4);
        assertThat(status.partitions()).extracting("lag").containsExactly(0L, 100L, 7L);
        assertThat(status.partitions()).extracting("lagSeconds").containsExactly(0.0, 30.0, 0.0);
    }

    @Test
    void allIsAppliedUntilTheOldestThatWaits() {
        assertThat(observation(Set.of("ada")).appliedUntil())
                .as("records wait of which nobody knows how old they are")
                .isEmpty();
        assertThat(waiting(Map.of(read, 3L)).appliedUntil()).as("drained").contains(NOW);
        assertThat(waiting(Map.of(read, 3L, behind, 9L)).appliedUntil()).contains(NOW.minusSeconds(30));
    }

    /** Partitions that are read up to 3, one of them with something that has waited for half a minute. */
    private Observation waiting(Map<PartitionId, Long> ends) {
        Map<PartitionId, Position> positions = new TreeMap<>();
        ends.keySet()
                .forEach(partition -> positions.put(
                        partition, observation(Set.of()).positions().get(read)));
        long stands = positions.get(read).nextOffset();
        Map<PartitionId, Long> logs = new TreeMap<>();
        ends.forEach((partition, end) -> logs.put(partition, stands + end - 3));
        return new Observation(
                NOW,
                "crm-profile",
                positions,
                logs,
                Map.of(),
                Set.of(),
                Map.of(behind, NOW.minusSeconds(30)),
                Bulletin.NONE);
    }

    private Map<PartitionId, Observation.Flow> flows() {
        Observation.Flow flow = new Observation.Flow(4, 2.5);
        return Map.of(read, flow, behind, flow, fresh, flow);
    }

    @Test
    void namesTheOwnerWhileItIsAMember() {
        assertThat(observation(Set.of("ada")).status(flows(), Past.NONE).partitions())
                .extracting("owner")
                .containsExactly("ada", "", "");
    }

    @Test
    void isStoppedWithoutMembers() {
        assertThat(observation(Set.of()).status(flows(), Past.NONE).state()).isEqualTo("stopped");
        assertThat(observation(Set.of("ada")).status(flows(), Past.NONE).state())
                .isEqualTo("running");
    }

    @Test
    void saysWhatKafkaHasBeside() {
        assertThat(observation(Set.of("ada")).status(flows(), Past.NONE).partitions())
                .extracting("committed")
                .containsExactly(OptionalLong.of(49), OptionalLong.empty(), OptionalLong.empty());
    }

    @Test
    void isAsBadAsItsWorstPartition() {
        List<GroupSample> samples = new ArrayList<>();
        for (int i = Progress.WINDOW; i > 1; i--) {
            samples.add(new GroupSample(
                    "crm-profile",
                    NOW.minusSeconds(5L * i),
                    List.of("ada"),
                    List.of(
                            new PartitionSample(read, 50, OptionalLong.empty(), 50, 0, 0, "ada"),
                            new PartitionSample(behind, 900, OptionalLong.empty(), 1000, 0, 30, "bob"))));
        }
        Map<String, Map<PartitionId, Instant>> since = Map.of("bob", Map.of(behind, NOW.minusSeconds(90)));
        GroupStatus status = observation(Set.of("ada", "bob")).status(flows(), new Past(samples, since));
        assertThat(status.status()).isEqualTo(Progress.STALL);
        assertThat(status.partitions()).extracting("status").containsExactly(Progress.OK, Progress.STALL, Progress.OK);
        assertThat(status.partitions().get(1).since()).contains(NOW.minusSeconds(90));
    }

    @Test
    void theSampleSaysTheSame() {
        GroupSample sample = observation(Set.of("ada")).sample();
        assertThat(sample.lag()).isEqualTo(107);
        assertThat(sample.age()).isEqualTo(30);
        assertThat(sample.members()).containsExactly("ada");
        assertThat(sample.partitions()).extracting("records").containsExactly(50L, 900L, 0L);
    }

    @Test
    void showsWhatStandsStillAndWhy() {
        bulletin = holding(Scope.partition(behind));
        GroupStatus status = observation(Set.of("ada")).status(flows(), Past.NONE);
        assertThat(status.state()).isEqualTo("running");
        assertThat(status.partitions()).extracting("paused").containsExactly(false, true, false);
        assertThat(status.partitions().get(1).held()).containsExactly("paused");
        bulletin = holding(Scope.GROUP);
        assertThat(observation(Set.of("ada")).status(flows(), Past.NONE).state())
                .isEqualTo("paused");
        assertThat(observation(Set.of()).status(flows(), Past.NONE).state()).isEqualTo("stopped");
    }

    @Test
    void tellsWorkersWantedFromThoseThatRun() {
        GroupPlan plan = new GroupPlan(OptionalInt.of(3), Optional.empty(), Optional.empty(), Optional.empty());
        bulletin = new Bulletin(new TreeMap<>(), Map.of("crm-profile", plan), List.of(), Map.of());
        GroupStatus status = observation(Set.of("ada")).status(flows(), Past.NONE);
        assertThat(status.workers()).isEqualTo(3);
        assertThat(status.running()).isEqualTo(1);
    }

    @Test
    void takesPositionsOverThatAnOperatorHasJustMoved() {
        Observation moved = observation(Set.of("ada"))
                .with(
                        Map.of(read, position(read, 20, "ada"), behind, position(behind, 900, "bob")),
                        holding(Scope.GROUP));
        GroupStatus status = moved.status(flows(), Past.NONE);
        assertThat(status.partitions()).extracting("position").containsExactly(20L, 900L, 0L);
        assertThat(status.partitions()).extracting("lag").containsExactly(30L, 100L, 7L);
        assertThat(status.lagSeconds()).isEqualTo(30);
        assertThat(status.state()).isEqualTo("paused");
    }

    private static Bulletin holding(Scope scope) {
        Hold hold = new Hold("crm-profile", scope, Hold.Reason.PAUSED, NOW, "ada");
        return new Bulletin(new TreeMap<>(), Map.of(), List.of(hold), Map.of());
    }

    private Observation observation(Set<String> members) {
        return new Observation(
                NOW,
                "crm-profile",
                Map.of(read, position(read, 50, "ada"), behind, position(behind, 900, "bob")),
                Map.of(read, 50L, behind, 1000L, fresh, 7L),
                Map.of(read, 49L),
                members,
                Map.of(behind, NOW.minusSeconds(30)),
                bulletin);
    }

    private static Position position(PartitionId partition, long next, String owner) {
        return new Position("crm-profile", partition, next, 1, owner, next, Optional.empty());
    }
}
