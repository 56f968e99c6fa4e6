package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final Rejection FAILED = new Rejection(Rejection.Code.HANDLER_FAILED, "", "fails");

    private final BatchSettings settings = new BatchSettings(Duration.ofMillis(250), 1, 100, 0.5);
    private final Breaker breaker = new Breaker(settings);
    private long offset;

    @Test
    void stopsWhereTheHandlerFailsAtEverything() {
        for (int i = 1; i < 50; i++) {
            assertThat(fail(0)).isEmpty();
        }
        assertThat(fail(0)).containsExactly(Batches.partition(0));
    }

    @Test
    void beginsAnewOnceItGoesOn() {
        while (fail(0).isEmpty()) {
            assertThat(offset).isLessThan(1000);
        }
        assertThat(fail(0)).isEmpty();
    }

    @Test
    void looksAtEachPartitionByItself() {
        for (int i = 0; i < 98; i++) {
            assertThat(fail(i % 2)).isEmpty();
        }
    }

    @Test
    void neverStopsForOneInAHundredNorForABurst() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            assertThat(random.nextInt(100) == 0 ? fail(0) : apply(1)).isEmpty();
        }
        apply(100);
        for (int i = 0; i < 49; i++) {
            assertThat(fail(0)).isEmpty();
        }
    }

    /** One transaction may park several. */
    @Test
    void looksAtABatchInItsOrder() {
        assertThat(breaker.stopping(batch(3000, place -> place % 33 == 0))).isEmpty();
        assertThat(breaker.stopping(batch(3000, place -> place >= 1000 && place < 1049)))
                .isEmpty();
        assertThat(breaker.stopping(batch(3000, place -> place >= 1000 && place < 1050)))
                .containsExactly(Batches.partition(0));
        Batch before = batch(3000, place -> place >= 2960);
        assertThat(breaker.stopping(before)).isEmpty();
        breaker.applied(before, Set.of());
        assertThat(breaker.stopping(batch(100, place -> place < 9))).isEmpty();
        assertThat(breaker.stopping(batch(100, place -> place < 10))).containsExactly(Batches.partition(0));
    }

    @Test
    void forgetsWhatIsLongAgo() {
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 49; i++) {
                assertThat(fail(0)).isEmpty();
            }
            apply(2000);
        }
    }

    @Test
    void doesNotCountWhatIsNoEvent() {
        for (int i = 0; i < 10_000; i++) {
            Batch rubbish = batch(Batches.rejected(0, offset++));
            assertThat(breaker.stopping(rubbish)).isEmpty();
            breaker.applied(rubbish, Set.of());
        }
    }

    @Test
    void isConfigured() {
        MapConfig config = new MapConfig(Map.of(
                "crm.batch.budget", "PT0.1S",
                "crm.batch.memory", "3",
                "crm.breaker.window", "10",
                "crm.breaker.share", "0.25"));
        BatchSettings given = BatchSettings.of(config);
        assertThat(given).isEqualTo(new BatchSettings(Duration.ofMillis(100), 3L << 20, 10, 0.25));
        assertThat(given.tooMany()).isEqualTo(3);
        assertThatThrownBy(() -> new BatchSettings(Duration.ZERO, 1, 100, 0.5))
                .hasMessageContaining("crm.batch.budget");
        assertThatThrownBy(() -> new BatchSettings(Duration.ofSeconds(1), 0, 100, 0.5))
                .hasMessageContaining("crm.batch.memory");
        assertThatThrownBy(() -> new BatchSettings(Duration.ofSeconds(1), 1, 0, 0.5))
                .hasMessageContaining("crm.breaker.window");
        assertThatThrownBy(() -> new BatchSettings(Duration.ofSeconds(1), 1, 100, Double.NaN))
                .hasMessageContaining("crm.breaker.share");
    }

    private Set<PartitionId> fail(int partition) {
        return conclude(batch(Batches.event(partition, offset++).refused(FAILED)));
    }

    private Set<PartitionId> apply(int count) {
        Set<PartitionId> stopped = Set.of();
        for (int i = 0; i < count; i++) {
            stopped = conclude(batch(Batches.event(0, offset++)));
        }
        return stopped;
    }

    private Set<PartitionId> conclude(Batch batch) {
        Set<PartitionId> stopped = breaker.stopping(batch);
        breaker.applied(batch, stopped);
        return stopped;
    }

    private static Batch batch(int size, IntPredicate fails) {
        List<Item> items = IntStream.range(0, size)
                .mapToObj(
                        place -> fails.test(place) ? Batches.event(0, place).refused(FAILED) : Batches.event(0, place))
                .toList();
        return new Batch(List.of(new Span(Batches.partition(0), 1, 0, size, Optional.empty(), items)));
    }

    private static Batch batch(Item item) {
        long at = item.delivery().offset();
        return new Batch(List.of(new Span(item.partition(), 1, at, at + 1, Optional.empty(), List.of(item))));
    }
}
