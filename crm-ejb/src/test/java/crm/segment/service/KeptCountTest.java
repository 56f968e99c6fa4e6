package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeptCountTest {

    @Test
    void whatIsFoundAtOnceIsFoundAnew() {
        KeptCount<Integer> kept = new KeptCount<>();
        AtomicInteger asked = new AtomicInteger();
        assertThat(kept.get(asked::incrementAndGet)).isEqualTo(1);
        assertThat(kept.get(asked::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void whatTakesLongIsGivenAgain() {
        KeptCount<Integer> kept = new KeptCount<>();
        AtomicInteger asked = new AtomicInteger();
        assertThat(kept.get(() -> slowly(asked))).isEqualTo(1);
        assertThat(kept.get(() -> slowly(asked))).isEqualTo(1);
    }

    private static int slowly(AtomicInteger asked) {
        long until = System.nanoTime() + Duration.ofMillis(150).toNanos();
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return asked.incrementAndGet();
    }

    @Test
    void forTenTimesAsLongButNotForEver() {
        assertThat(KeptCount.life(Duration.ofMillis(99).toNanos())).isZero();
        assertThat(KeptCount.life(Duration.ofMillis(200).toNanos()))
                .isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(KeptCount.life(Duration.ofMinutes(1).toNanos()))
                .isEqualTo(Duration.ofSeconds(10).toNanos());
    }
}
