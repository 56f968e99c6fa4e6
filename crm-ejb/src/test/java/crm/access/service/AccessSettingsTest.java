package crm.access.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessSettingsTest {

    @Test
    void refusesAHashThatIsTooQuick() {
        assertThatThrownBy(() -> settings(1000, Duration.ofMinutes(30)))
                .hasMessageContaining("crm.access.password-iterations");
    }

    @Test
    void refusesSessionsThatEndAtOnce() {
        assertThatThrownBy(() -> settings(2048, Duration.ZERO)).hasMessageContaining("crm.access.session-idle");
    }

    private static AccessSettings settings(int iterations, Duration idle) {
        return new AccessSettings(Optional.empty(), 8, iterations, Duration.ofMinutes(1), idle, Duration.ofHours(12));
    }
}
