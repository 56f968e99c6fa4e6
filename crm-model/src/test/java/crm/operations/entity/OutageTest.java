package crm.operations.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OutageTest {

    private static CapacityQuestion ask(double arrival, int consumers) {
        return new CapacityQuestion(arrival, 100, 12, consumers, List.of(), 0, OptionalDouble.empty());
    }

    @Test
    void leavesTheBacklogOfThosePartitionsThatNobodyRead() {
        Outage outage = Outage.of(ask(150, 4), 2, 6);
        assertThat(outage.consumers()).isEqualTo(2);
        assertThat(outage.sustainableRate()).isEqualTo(200);
        assertThat(outage.backlog()).as("half of 150 a second for 6 seconds").isEqualTo(450);
        assertThat(outage.recoverySeconds()).hasValue(9);
    }

    @Test
    void neverRecoversWhereThoseLeftCannotKeepUp() {
        assertThat(Outage.of(ask(200, 4), 2, 6).recoverySeconds()).isEmpty();
        assertThat(Outage.of(ask(10, 4), 1, 6)).isEqualTo(new Outage(0, 0, 60, OptionalDouble.empty()));
    }

    @Test
    void idleConsumersAreNoLossOfTheirOwn() {
        assertThat(Outage.of(ask(100, 24), 2, 10).backlog())
                .as("at worst all that read were of the node that is gone")
                .isEqualTo(1000);
    }
}
