package crm.access.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final KeySecret secret = KeySecret.random();

    @Test
    void opensToItsSecretAndToNoOther() {
        ApiKey key = key("till", Optional.empty());
        assertThat(key.opens(KeySecret.of(secret.reveal()).orElseThrow(), NOW)).isTrue();
        assertThat(key.opens(KeySecret.random(), NOW)).isFalse();
    }

    @Test
    void opensNothingFromItsEndOn() {
        ApiKey key = key("till", Optional.of(NOW.plusSeconds(60)));
        assertThat(key.opens(secret, NOW.plusSeconds(59))).isTrue();
        assertThat(key.opens(secret, NOW.plusSeconds(60))).isFalse();
        assertThat(key.view().isOver(NOW.plusSeconds(60))).isTrue();
    }

    @Test
    void cannotEndBeforeItBegins() {
        assertThatThrownBy(() -> key("till", Optional.of(NOW))).isInstanceOf(AccountRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b"})
    void needsALabel(String label) {
        assertThatThrownBy(() -> key(label, Optional.empty())).isInstanceOf(AccountRefused.class);
    }

    @Test
    void showsItsSecretOnlyWhereItIsRevealed() {
        MadeKey made = MadeKey.of(secret, key("till", Optional.empty()).view());
        assertThat(made.key()).isEqualTo(secret.reveal()).startsWith("crm_" + made.id() + '_');
        assertThat(made + " " + secret).doesNotContain(secret.reveal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "crm_",
                "crm_0123456789ab_short",
                "xrm_0123456789ab_0123456789012345678901234567890123456789012"
            })
    void hasAFormOfItsOwn(String text) {
        assertThat(KeySecret.of(text)).isEmpty();
    }

    private ApiKey key(String label, Optional<Instant> end) {
        return new ApiKey(secret, "ada", new MakeKey(label, end), "admin", NOW);
    }
}
