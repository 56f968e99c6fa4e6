package crm.access.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProvenCredentialsTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void believesAPasswordThatFittedTheHash() {
        ProvenCredentials proven = new ProvenCredentials(Duration.ofMinutes(1), NOW);
        proven.add("secret", "hash");
        assertThat(proven.contain("secret", "hash")).isTrue();
    }

    @Test
    void believesNoOtherPasswordAndNoOtherHash() {
        ProvenCredentials proven = new ProvenCredentials(Duration.ofMinutes(1), NOW);
        proven.add("secret", "hash");
        assertThat(proven.contain("other", "hash")).isFalse();
        assertThat(proven.contain("secret", "changed")).isFalse();
    }

    @Test
    void forgetsAtItsEnd() {
        ProvenCredentials proven = new ProvenCredentials(Duration.ZERO, NOW);
        proven.add("secret", "hash");
        assertThat(proven.contain("secret", "hash")).isFalse();
    }
}
