package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new Random(7));

    @Test
    void doublesUpToItsLimit() {
        long step = 100;
        for (int failure = 0; failure < 100; failure++) {
            assertThat(backoff.next().toMillis()).isBetween(step / 2, step);
            step = Math.min(5000, step * 2);
        }
    }

    @Test
    void beginsAnewAfterSuccess() {
        for (int failure = 0; failure < 10; failure++) {
            assertThat(backoff.next()).isPositive();
        }
        backoff.reset();
        assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    }

    @Test
    void isNotTheSameForAll() {
        Backoff other = new Backoff(Duration.ofSeconds(4), Duration.ofSeconds(5), new Random(8));
        assertThat(other.next()).isNotEqualTo(other.next());
    }
}
