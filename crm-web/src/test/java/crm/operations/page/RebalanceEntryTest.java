package crm.operations.page;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Rebalance;
import crm.ingest.entity.Rebalance.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RebalanceEntryTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Rebalance told(int secondsAgo, String member, Kind kind, String topic, Integer... partitions) {
        return new Rebalance("g", NOW.minusSeconds(secondsAgo), member, kind, topic, List.of(partitions));
    }

    @Test
    void whatAMemberWasToldAtOnceIsOneEntry() {
        List<RebalanceEntry> entries = RebalanceEntry.of(List.of(
                told(0, "ada", Kind.ASSIGNED, "payments", 0, 1),
                told(0, "ada", Kind.ASSIGNED, "orders", 3),
                told(0, "bob", Kind.REVOKED, "orders", 3),
                told(9, "bob", Kind.ASSIGNED, "orders", 3)));
        assertThat(entries)
                .extracting(entry -> entry.member() + ' ' + entry.kind() + ' ' + entry.count())
                .containsExactly("ada assigned 3", "bob revoked 1", "bob assigned 1");
        assertThat(entries.get(0).topics()).extracting(Rebalance::topic).containsExactly("orders", "payments");
        assertThat(RebalanceEntry.of(List.of())).isEmpty();
    }

    @Test
    void runsOfNumbersAreDrawnTogether() {
        assertThat(Runs.of(List.of(0, 1, 2, 5, 7, 8))).isEqualTo("0–2, 5, 7–8");
        assertThat(Runs.of(List.of(4))).isEqualTo("4");
        assertThat(Runs.of(List.of())).isEmpty();
    }

    @Test
    void aLineGoesFromLeftToRightAndNeverLeavesItsRoom() {
        assertThat(Spark.points(List.of(0.0, 10.0, 5.0))).isEqualTo("0.0,23.0 60.0,1.0 120.0,12.0");
        assertThat(Spark.points(List.of(0.0, 0.0))).isEqualTo("0.0,23.0 120.0,23.0");
        assertThat(Spark.points(List.of())).isEmpty();
    }
}
