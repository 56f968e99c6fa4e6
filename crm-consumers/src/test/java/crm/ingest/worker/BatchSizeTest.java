package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSizeTest {

    private static final Duration BUDGET = Duration.ofMillis(250);
    private static final Batch MANY = batch(20_000);

    private final ServiceTime times = new ServiceTime();
    private final BatchSize size = new BatchSize(times, () -> BUDGET, Duration.ofSeconds(30));

    @Test
    void beginsWithFewAndTakesMoreAsLongAsThereAreMore() {
        assertThat(size.of(MANY).size()).isEqualTo(256);
        size.committed(256, Duration.ofMillis(10));
        assertThat(size.of(MANY).size()).isEqualTo(512);
        size.committed(100, Duration.ofMillis(10));
        assertThat(size.of(MANY).size()).isEqualTo(512);
    }

    @Test
    void takesWhatThereIs() {
        Batch few = batch(10);
        assertThat(size.of(few)).isSameAs(few);
    }

    @Test
    void settlesWhereTheBudgetIsUsed() {
        DoubleUnaryOperator handler = count -> 0.012 + 60e-6 * count;
        run(handler, 200);
        int settled = size.of(MANY).size();
        assertThat(handler.applyAsDouble(settled)).isBetween(0.2, 0.27);
    }

    @Test
    void followsAHandlerThatBecomesSlower() {
        run(count -> 0.012 + 60e-6 * count, 200);
        DoubleUnaryOperator slower = count -> 0.012 + 600e-6 * count;
        size.committed(size.of(MANY).size(), Duration.ofSeconds(2));
        assertThat(slower.applyAsDouble(size.of(MANY).size())).isLessThan(1.3);
        run(slower, 2000);
        assertThat(slower.applyAsDouble(size.of(MANY).size())).isBetween(0.1, 0.3);
    }

    /** A database at the other end of the world: one record at a time would take for ever. */
    @Test
    void doesNotShrinkToNothingWhereAnyTransactionTakesLonger() {
        DoubleUnaryOperator far = count -> 0.4 + 100e-6 * count;
        run(far, 300);
        int settled = size.of(MANY).size();
        assertThat(100e-6 * settled).isBetween(0.2, 0.6);
    }

    @Test
    void shrinksAtOnceAfterATimeOut() {
        Batch hundred = batch(100);
        assertThat(size.timedOut(hundred)).isFalse();
        assertThat(size.of(hundred).size()).isEqualTo(50);
        assertThat(size.timedOut(size.of(hundred))).isFalse();
        assertThat(size.of(hundred).size()).isEqualTo(25);
        size.committed(25, Duration.ofMillis(20));
        assertThat(size.of(hundred).size()).isEqualTo(50);
    }

    @Test
    void givesUpOnASingleRecordAtTheThirdTime() {
        Batch one = batch(1);
        assertThat(size.timedOut(one)).isFalse();
        assertThat(size.timedOut(one)).isFalse();
        assertThat(size.timedOut(one)).isTrue();
    }

    @Test
    void doesNotBlameARecordForTimeOutsOfOthers() {
        for (int offset = 0; offset < 10; offset++) {
            assertThat(size.timedOut(single(offset))).isFalse();
        }
    }

    /** Of another partition: it says nothing about the one that takes too long. */
    @Test
    void remembersItsTriesThoughOthersAreApplied() {
        assertThat(size.timedOut(single(7))).isFalse();
        size.committed(1, Duration.ofMillis(20));
        assertThat(size.timedOut(single(7))).isFalse();
        size.committed(2, Duration.ofMillis(20));
        assertThat(size.timedOut(single(7))).isTrue();
    }

    private static Batch single(long offset) {
        return new Batch(List.of(Batches.span(0, offset, offset + 1, Batches.event(0, offset))));
    }

    private void run(DoubleUnaryOperator handler, int transactions) {
        for (int i = 0; i < transactions; i++) {
            // Polls end somewhere, so the last of a poll is smaller.
            int count =
                    i % 4 == 3 ? size.of(MANY).size() / 3 + 1 : size.of(MANY).size();
            Duration took = Duration.ofNanos((long) (handler.applyAsDouble(count) * 1e9));
            times.took(count, took);
            size.committed(count, took);
        }
    }

    private static Batch batch(int size) {
        List<Item> items = IntStream.range(0, size)
                .mapToObj(offset -> Batches.event(0, offset))
                .toList();
        return new Batch(List.of(new Span(Batches.partition(0), 1, 0, size, Optional.empty(), items)));
    }
}
