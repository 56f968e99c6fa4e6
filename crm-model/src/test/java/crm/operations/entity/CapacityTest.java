package crm.operations.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityTest {

    private static CapacityQuestion ask(double arrival, double each, int partitions, int consumers) {
        return new CapacityQuestion(arrival, each, partitions, consumers, List.of(), 0, OptionalDouble.empty());
    }

    private static CapacityQuestion shared(double arrival, double each, int consumers, Double... shares) {
        return new CapacityQuestion(
                arrival, each, shares.length, consumers, List.of(shares), 0, OptionalDouble.empty());
    }

    private static CapacityQuestion behind(double arrival, int consumers, long lag, OptionalDouble target) {
        return new CapacityQuestion(arrival, 100, 12, consumers, List.of(), lag, target);
    }

    @ParameterizedTest
    @CsvSource({
        "8, 1, 100, 100", "8, 2, 200, 200", "8, 3, 300, 266.6666667", "8, 4, 400, 400", "8, 5, 500, 400",
                "8, 7, 700, 400",
        "8, 8, 800, 800", "8, 9, 800, 800", "12, 5, 500, 400", "12, 6, 600, 600", "12, 11, 1100, 600", "1, 4, 100, 100",
    })
    void partitionsCapWhatConsumersAdd(int partitions, int consumers, double rate, double sustainable) {
        Capacity capacity = Capacity.of(ask(200, 100, partitions, consumers));
        assertThat(capacity.rate()).isEqualTo(rate);
        assertThat(capacity.sustainableRate()).isCloseTo(sustainable, within(1e-6));
        assertThat(capacity.utilisation()).isCloseTo(200 / sustainable, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"12, 5, 2, 3, 0", "12, 4, 3, 3, 0", "4, 6, 0, 1, 2", "1, 1, 1, 1, 0"})
    void partitionsAreDealtOutEvenly(int partitions, int consumers, int min, int max, int idle) {
        Capacity capacity = Capacity.of(ask(1, 1, partitions, consumers));
        assertThat(capacity.partitionsPerConsumer()).isEqualTo(new Capacity.Load(min, max));
        assertThat(capacity.idleConsumers()).isEqualTo(idle);
    }

    @Test
    void theStaircaseHasAStepForEachConsumer() {
        assertThat(Capacity.of(ask(1, 10, 4, 2)).staircase())
                .containsExactly(
                        new Capacity.Step(1, 10),
                        new Capacity.Step(2, 20),
                        new Capacity.Step(3, 20),
                        new Capacity.Step(4, 40));
        assertThat(Capacity.of(ask(1, 10, 2, 3)).staircase())
                .extracting(Capacity.Step::sustainableRate)
                .containsExactly(10.0, 20.0, 20.0);
    }

    @Test
    void aHotPartitionCapsEverything() {
        assertThat(Capacity.of(shared(1, 100, 2, 0.7, 0.1, 0.1, 0.1)).sustainableRate())
                .isCloseTo(125, within(1e-9));
        assertThat(Capacity.of(shared(1, 100, 4, 0.7, 0.1, 0.1, 0.1)).sustainableRate())
                .isCloseTo(100 / 0.7, within(1e-9));
        assertThat(Capacity.of(shared(1, 100, 9, 0.7, 0.1, 0.1, 0.1)).sustainableRate())
                .isCloseTo(100 / 0.7, within(1e-9));
    }

    @Test
    void evenSharesAreAsIfThereWereNone() {
        for (int consumers = 1; consumers <= 6; consumers++) {
            assertThat(Capacity.of(shared(1, 100, consumers, 0.25, 0.25, 0.25, 0.25))
                            .sustainableRate())
                    .isCloseTo(Capacity.of(ask(1, 100, 4, consumers)).sustainableRate(), within(1e-9));
        }
    }

    @Test
    void aBacklogDrainsByWhatIsLeftOfTheRate() {
        assertThat(Capacity.of(behind(200, 3, 1000, OptionalDouble.empty())).drainSeconds())
                .hasValue(10);
        assertThat(Capacity.of(behind(300, 3, 1000, OptionalDouble.empty())).drainSeconds())
                .as("never")
                .isEmpty();
        assertThat(Capacity.of(behind(301, 3, 0, OptionalDouble.empty())).drainSeconds())
                .isEmpty();
        assertThat(Capacity.of(behind(299, 3, 0, OptionalDouble.empty())).drainSeconds())
                .hasValue(0);
    }

    @Test
    void asManyConsumersAreNeededAsTheStaircaseSays() {
        assertThat(Capacity.of(ask(400, 100, 12, 1)).consumersNeeded()).isEqualTo(4);
        assertThat(Capacity.of(ask(401, 100, 12, 1)).consumersNeeded())
                .as("five do no more than four")
                .isEqualTo(6);
        assertThat(Capacity.of(ask(601, 100, 12, 1)).consumersNeeded()).isEqualTo(12);
        assertThat(Capacity.of(ask(0, 100, 12, 1)).consumersNeeded()).isEqualTo(1);
    }

    @Test
    void moreThanThePartitionsCarryNeedsMoreOfThem() {
        Capacity capacity = Capacity.of(ask(1501, 100, 12, 12));
        assertThat(capacity.partitionsNeeded()).isEqualTo(16);
        assertThat(capacity.consumersNeeded()).isEqualTo(16);
        assertThat(Capacity.of(ask(1000, 100, 12, 1)).partitionsNeeded()).isEqualTo(10);
        Capacity hot = Capacity.of(shared(300, 100, 4, 0.7, 0.1, 0.1, 0.1));
        assertThat(hot.partitionsNeeded()).as("the hot one split in three").isEqualTo(12);
        assertThat(hot.consumersNeeded()).isLessThanOrEqualTo(12);
    }

    @Test
    void drainingInTimeNeedsMoreThanKeepingUp() {
        Capacity capacity = Capacity.of(behind(200, 2, 6000, OptionalDouble.of(20)));
        assertThat(capacity.consumersNeeded())
                .as("200 a second arrive, 300 a second of the backlog go")
                .isEqualTo(5);
        assertThat(capacity.partitionsNeeded()).isEqualTo(5);
        assertThat(Capacity.of(behind(200, 2, 6000, OptionalDouble.of(1))).partitionsNeeded())
                .isEqualTo(62);
        assertThat(Capacity.of(behind(200, 2, 6000, OptionalDouble.of(1))).consumersNeeded())
                .isEqualTo(62);
    }
}
