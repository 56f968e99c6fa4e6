package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CareTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Care care = new Care(() -> now);

    @Test
    void isTakenForAWhileAfterAFailure() {
        assertThat(care.taken()).isFalse();
        care.failed();
        now = now.plus(Duration.ofMinutes(4));
        assertThat(care.taken()).isTrue();
        care.failed();
        now = now.plus(Duration.ofMinutes(4));
        assertThat(care.taken()).isTrue();
        now = now.plus(Duration.ofMinutes(2));
        assertThat(care.taken()).isFalse();
    }

    @Test
    void takesAllAtOnceWhereNothingHasToBeSought() {
        assertThat(care.portion()).isEqualTo(Integer.MAX_VALUE);
        care.sifted(2000, 0);
        assertThat(care.portion()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void takesSoManyThatAboutHalfOfThePortionsAreSound() {
        for (int i = 0; i < 50; i++) {
            care.sifted(2000, 20);
        }
        assertThat(care.portion()).isBetween(68, 70);
        for (int i = 0; i < 50; i++) {
            care.sifted(2000, 0);
        }
        assertThat(care.portion()).isGreaterThan(100_000);
    }

    @Test
    void doesNotGoDownToSingleEvents() {
        for (int i = 0; i < 50; i++) {
            care.sifted(8, 8);
        }
        assertThat(care.portion()).isEqualTo(8);
    }
}
