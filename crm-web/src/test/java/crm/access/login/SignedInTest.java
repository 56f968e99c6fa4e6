package crm.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import crm.access.entity.AccountView;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignedInTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration MAX = Duration.ofHours(12);
    private static final AccountView ADA = ada(NOW, 3);

    private final SignedIn signedIn = SignedIn.of(ADA, NOW);

    @Test
    void endsWhenNobodyDoesAnything() {
        assertThat(signedIn.over(NOW.plus(IDLE), IDLE, MAX)).isFalse();
        assertThat(signedIn.over(NOW.plus(IDLE).plusSeconds(1), IDLE, MAX)).isTrue();
    }

    @Test
    void endsInAnyCase() {
        Instant late = NOW.plus(MAX).plusSeconds(1);
        assertThat(signedIn.activeAt(late).over(late, IDLE, MAX)).isTrue();
    }

    @Test
    void endsWithAnyChangeOfTheAccount() {
        assertThat(signedIn.fits(ADA)).isTrue();
        assertThat(signedIn.fits(ada(NOW, 4))).isFalse();
        assertThat(signedIn.fits(ada(NOW.plusSeconds(1), 3))).isFalse();
    }

    private static AccountView ada(Instant made, long version) {
        return new AccountView("ada", "person", Set.of("agent"), false, made, NOW, version);
    }
}
