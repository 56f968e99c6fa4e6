package crm.access.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.access.service.Standing.Attempts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant SOON = NOW.plusSeconds(15);
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Duration MONTH = Duration.ofDays(30);

    @Test
    void isOpenWhereNothingHappened() {
        assertThat(Standing.NEW.lockedUntil(NOW, MONTH)).isEmpty();
    }

    @Test
    void isLockedUntilTheLatestOfItsLocks() {
        Standing standing = new Standing(locked(SOON), locked(LATER), Attempts.NONE);
        assertThat(standing.lockedUntil(NOW, MONTH)).contains(LATER);
    }

    @Test
    void opensByItself() {
        Standing standing = new Standing(locked(SOON), locked(LATER), locked(LATER));
        assertThat(standing.lockedUntil(LATER, MONTH)).isEmpty();
    }

    @Test
    void whoeverLoggedInFromHereIsNotShutOutByWhoGuessesElsewhere() {
        Standing standing = new Standing(new Attempts(0, null, NOW.minusSeconds(60)), locked(LATER), locked(LATER));
        assertThat(standing.lockedUntil(NOW, MONTH)).isEmpty();
        assertThat(standing.lockedUntil(NOW, Duration.ofSeconds(59))).contains(LATER);
    }

    @Test
    void whoeverLoggedInFromHereIsLockedForGuessesFromHere() {
        Standing standing = new Standing(new Attempts(5, SOON, NOW.minusSeconds(60)), Attempts.NONE, Attempts.NONE);
        assertThat(standing.lockedUntil(NOW, MONTH)).contains(SOON);
    }

    private static Attempts locked(Instant until) {
        return new Attempts(5, until, null);
    }
}
