package crm.access.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import crm.access.entity.AccountRefused;
import crm.access.entity.KeySecret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {

    private final PasswordRule rule = new PasswordRule(8, 256);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a long enough password",
                "tr0ubador&3x",
                "王小明喜欢喝绿茶",
                "correct-horse-battery-staple",
                "83649273",
                "Sommer-Password-17",
                "2024welcome2024",
                "ada likes tea at five"
            })
    void takesWhatIsLongAndRare(String password) {
        assertThatCode(() -> rule.check("ada", password)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "short, bad_password",
        "password, common_password",
        "PassWord123, common_password",
        "p@ssw0rd, common_password",
        "1q2w3e4r5t, common_password",
        "aaaaaaaaaaaa, common_password",
        "abababababab, common_password",
        "12345678, common_password",
        "87654321, common_password",
        "abcdefghij, common_password",
        "lovelace, name_in_password",
        "LoveLace123, name_in_password",
        "LoveLaceLoveLace, name_in_password"
    })
    void refusesWhatIsGuessedFirst(String password, String code) {
        assertThat(refusal("lovelace", password).code()).isEqualTo(code);
    }

    @Test
    void takesTheNameWithEnoughBesideIt() {
        assertThatCode(() -> rule.check("lovelace", "lovelace1815")).doesNotThrowAnyException();
        assertThatCode(() -> rule.check("viewer", "viewer-pw-1")).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(refusal("ada", "long ".repeat(52)).code()).isEqualTo("bad_password");
    }

    @Test
    void refusesWhatLooksLikeAKey() {
        assertThat(refusal("ada", KeySecret.random().reveal()).code()).isEqualTo("bad_password");
    }

    private AccountRefused refusal(String name, String password) {
        AccountRefused refused = catchThrowableOfType(AccountRefused.class, () -> rule.check(name, password));
        assertThat(refused).as(password).isNotNull();
        assertThat(refused.pointer()).isEqualTo("/password");
        return refused;
    }
}
