package crm.access.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicHeaderTest {

    @Test
    void readsNameAndPasswordInUtf8() {
        String pair = Base64.getEncoder().encodeToString("ada:pass:wörd".getBytes(UTF_8));
        assertThat(BasicHeader.credential("basic " + pair)).hasValueSatisfying(credential -> {
            assertThat(credential.getCaller()).isEqualTo("ada");
            assertThat(credential.getPasswordAsString()).isEqualTo("pass:wörd");
        });
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic !", "Basic YWRh", "Basic OnB3", "Bearer YWRhOnB3"})
    void readsNothingElse(String header) {
        assertThat(BasicHeader.credential(header)).isEmpty();
    }
}
