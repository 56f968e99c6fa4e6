package crm.access.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockSettingsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void givesEachCounterItsOwnRule() {
        LockSettings settings = new LockSettings(5, 50, 200, MINUTE, MINUTE, MINUTE, MINUTE, 2);
        assertThat(settings.pair().after()).isEqualTo(5);
        assertThat(settings.account().after()).isEqualTo(50);
        assertThat(settings.address().after()).isEqualTo(200);
    }

    @Test
    void refusesALongestLockThatIsShorterThanTheFirst() {
        assertThatThrownBy(() -> new LockSettings(5, 50, 200, MINUTE, Duration.ofSeconds(1), MINUTE, MINUTE, 2))
                .hasMessageContaining("crm.access.lock-longest");
    }

    @Test
    void refusesToForgetBeforeALockIsOver() {
        assertThatThrownBy(() -> new LockSettings(5, 50, 200, MINUTE, MINUTE, Duration.ofSeconds(1), MINUTE, 2))
                .hasMessageContaining("crm.access.lock-memory");
    }

    @Test
    void refusesToComputeNothing() {
        assertThatThrownBy(() -> new LockSettings(5, 50, 200, MINUTE, MINUTE, MINUTE, MINUTE, 0))
                .hasMessageContaining("crm.access.hashes-at-once");
    }
}
