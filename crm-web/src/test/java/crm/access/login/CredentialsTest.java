package crm.access.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.access.entity.KeySecret;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    private static final String KEY = KeySecret.random().reveal();

    @Test
    void readsNameAndPasswordInUtf8() {
        assertThat(Credentials.of("basic " + pair("ada:pass:wörd")))
                .contains(new Credentials.Password("ada", "pass:wörd"));
    }

    @Test
    void readsAKeyWhereverItIs() {
        assertThat(Credentials.of("Bearer " + KEY))
                .hasValueSatisfying(given -> assertThat(given).isInstanceOfSatisfying(Credentials.Key.class, key -> {
                    assertThat(key.name()).isEmpty();
                    assertThat(key.secret().reveal()).isEqualTo(KEY);
                }));
        assertThat(Credentials.of("Basic " + pair("shop:" + KEY)))
                .hasValueSatisfying(given -> assertThat(given)
                        .isInstanceOfSatisfying(
                                Credentials.Key.class,
                                key -> assertThat(key.name()).isEqualTo(Optional.of("shop"))));
    }

    @Test
    void takesAnyOtherBearerForAToken() {
        assertThat(Credentials.of("bearer a.b.c")).contains(new Credentials.Token("a.b.c"));
        assertThat(Credentials.of("Bearer " + KEY + "x")).contains(new Credentials.Token(KEY + "x"));
    }

    @Test
    void showsNoSecret() {
        assertThat(new Credentials.Password("ada", "secret").toString()).doesNotContain("secret", "ada");
        assertThat(new Credentials.Token("secret").toString()).doesNotContain("secret");
        assertThat(Credentials.of("Bearer " + KEY).toString()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic !", "Basic YWRh", "Basic OnB3", "Digest YWRhOnB3"})
    void readsNothingElse(String header) {
        assertThat(Credentials.of(header)).isEmpty();
    }

    private static String pair(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
