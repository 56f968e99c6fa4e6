package crm.operations.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.GroupPlan;
import crm.ingest.entity.ScaleBounds;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ScaleRuleTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ScaleRule rule = new ScaleRule(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofMinutes(5));
    private GroupPlan plan = plan(2, 1, 8);
    private int partitions = 60;

    @Test
    void addsHalfWhenTheLagStaysAboveTheLimit() {
        lag(30, 0, 14);
        assertThat(workers()).isEqualTo(2);
        lag(30, 15, 15);
        assertThat(workers()).isEqualTo(3);
        lag(30, 16, 29);
        assertThat(workers()).isEqualTo(3);
        lag(30, 30, 30);
        assertThat(workers()).isEqualTo(4);
        lag(30, 31, 45);
        assertThat(workers()).isEqualTo(6);
    }

    @Test
    void beginsAnewWhenTheLagWasBelowTheLimitInBetween() {
        lag(30, 0, 10);
        lag(5, 11, 11);
        lag(30, 12, 20);
        assertThat(workers()).isEqualTo(2);
    }

    @Test
    void neverGoesBeyondTheBoundsOrThePartitions() {
        lag(30, 0, 600);
        assertThat(workers()).isEqualTo(8);
        plan = plan(2, 1, 8);
        partitions = 5;
        lag(30, 0, 600);
        assertThat(workers()).isEqualTo(5);
    }

    @Test
    void takesOneAwayWhenThereIsNothingToDoForLong() {
        plan = plan(4, 2, 8);
        lag(0.5, 0, 299);
        assertThat(workers()).isEqualTo(4);
        lag(0, 300, 300);
        assertThat(workers()).isEqualTo(3);
        lag(0, 301, 599);
        assertThat(workers()).isEqualTo(3);
        lag(0, 600, 2000);
        assertThat(workers()).isEqualTo(2);
    }

    @Test
    void staysAsItIsInBetween() {
        lag(5, 0, 3000);
        assertThat(workers()).isEqualTo(2);
    }

    @Test
    void comesWithinBoundsAtOnce() {
        plan = plan(1, 3, 8);
        lag(5, 0, 0);
        assertThat(workers()).isEqualTo(3);
        plan = plan(20, 3, 8);
        lag(5, 0, 0);
        assertThat(workers()).isEqualTo(8);
    }

    @Test
    void beginsWithWhatTheNodesRunByThemselves() {
        plan = new GroupPlan(
                OptionalInt.empty(), Optional.of(new ScaleBounds(1, 8)), Optional.empty(), Optional.empty());
        plan = rule.next(plan, new Pace(3, partitions, 5), NOW);
        assertThat(workers()).isEqualTo(3);
    }

    @Test
    void hasDefaultsThatAreAllowed() throws IOException {
        Properties defaults = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/META-INF/microprofile-config.properties")) {
            defaults.load(in);
        }
        ScaleSettings settings = new ScaleSettings(
                Duration.parse(defaults.getProperty("crm.scale.lag")),
                Duration.parse(defaults.getProperty("crm.scale.up-after")),
                Duration.parse(defaults.getProperty("crm.scale.down-after")));
        assertThat(settings.rule())
                .isEqualTo(new ScaleRule(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofMinutes(5)));
        assertThatThrownBy(() -> new ScaleSettings(Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("crm.scale.lag");
    }

    /** The same lag for every second from one to another. */
    private void lag(double seconds, int from, int to) {
        for (int second = from; second <= to; second++) {
            plan = rule.next(plan, new Pace(workers(), partitions, seconds), NOW.plusSeconds(second));
        }
    }

    private int workers() {
        return plan.workers().orElseThrow();
    }

    private static GroupPlan plan(int workers, int min, int max) {
        return new GroupPlan(
                OptionalInt.of(workers), Optional.of(new ScaleBounds(min, max)), Optional.empty(), Optional.empty());
    }
}
