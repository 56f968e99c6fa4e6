package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PortionTest {

    private final Portion portion = new Portion();

    @Test
    void growsWhileItIsShortAndShrinksWhenItIsLong() {
        take(1, 100);
        assertThat(portion.profiles()).isEqualTo(500);
        take(400, 1);
        assertThat(portion.profiles()).isEqualTo(250);
        take(75, 10);
        assertThat(portion.profiles()).isEqualTo(250);
        take(10_000, 100);
        assertThat(portion.profiles()).isEqualTo(10);
        take(1, 1);
        assertThat(portion.profiles()).isGreaterThan(10);
    }

    private void take(int millis, int times) {
        for (int i = 0; i < times; i++) {
            portion.took(Duration.ofMillis(millis).toNanos());
        }
    }
}
