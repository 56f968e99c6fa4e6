package crm.access.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenSettingsTest {

    @Test
    void areOffWithoutAny() {
        assertThat(settings(Optional.empty(), Optional.of(" "), "RS256").isOn()).isFalse();
    }

    @Test
    void wantAllThree() {
        assertThatThrownBy(() -> settings(Optional.of("https://id.example"), Optional.empty(), "RS256"))
                .hasMessageContaining("together");
    }

    @Test
    void refuseAlgorithmsThatProveNothing() {
        for (String algorithm : List.of("none", "HS256", "EdDSA ")) {
            assertThatThrownBy(() -> settings(Optional.empty(), Optional.empty(), algorithm))
                    .hasMessageContaining("crm.jwt.algorithms");
        }
    }

    private static TokenSettings settings(Optional<String> issuer, Optional<String> keys, String algorithm) {
        return new TokenSettings(
                issuer, issuer, keys, List.of("sub"), List.of("roles"), List.of(algorithm), Duration.ZERO);
    }
}
