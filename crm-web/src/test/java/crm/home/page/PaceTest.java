package crm.home.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Pace pace = new Pace();

    @Test
    void isNotKnownAtTheFirstLook() {
        assertThat(pace.of(1000, 0)).isEmpty();
        assertThat(pace.of(1000, SECOND / 10)).isEmpty();
    }

    @Test
    void isThatOfTheLastTenSeconds() {
        pace.of(1000, 0);
        assertThat(pace.of(1500, SECOND)).contains(500.0);
        for (int second = 2; second <= 11; second++) {
            pace.of(1500, second * SECOND);
        }
        assertThat(pace.of(1500, 12 * SECOND)).contains(0.0);
    }

    @Test
    void startsAnewAfterNobodyLooked() {
        pace.of(1000, 0);
        assertThat(pace.of(90_000, 1000 * SECOND)).isEmpty();
    }
}
