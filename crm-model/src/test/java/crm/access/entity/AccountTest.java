package crm.access.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void becomesWhatItIsTold() {
        Account account = new Account("ada", AccountKind.PERSON, Set.of("viewer", "agent"), NOW);
        account.become(Set.of("agent", "admin"), NOW.plusSeconds(1));
        assertThat(account.view().roles()).containsExactly("admin", "agent");
        assertThat(account.view().changedAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(account.isAdmin()).isTrue();
    }

    @Test
    void refusesRolesThatNobodyKnows() {
        assertThatThrownBy(() -> new Account("ada", AccountKind.PERSON, Set.of("queen"), NOW))
                .isInstanceOfSatisfying(AccountRefused.class, refused -> {
                    assertThat(refused.pointer()).isEqualTo("/roles");
                    assertThat(refused.code()).isEqualTo("unknown_role");
                });
    }

    @Test
    void refusesToHaveNoRole() {
        assertThatThrownBy(() -> new Account("ada", AccountKind.PERSON, Set.of(), NOW))
                .isInstanceOf(AccountRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-ada", "a:b", "a/b", "a b", "a\u0000"})
    void refusesNamesThatBasicOrAPathCannotCarry(String name) {
        assertThatThrownBy(() -> new Account(name, AccountKind.PERSON, Set.of("viewer"), NOW))
                .isInstanceOf(AccountRefused.class);
    }

    @Test
    void aPersonNeedsAPasswordAndASystemDoesNot() {
        assertThatThrownBy(() -> new Account("ada", AccountKind.PERSON, Set.of("viewer"), NOW).check())
                .isInstanceOf(AccountRefused.class);
        assertThatCode(() -> new Account("till", AccountKind.CLIENT, Set.of("integration"), NOW).check())
                .doesNotThrowAnyException();
    }

    @Test
    void aPersonMustChangeThePasswordUntilItIsChanged() {
        Account account = new Account("ada", AccountKind.PERSON, Set.of("viewer"), NOW);
        account.requirePasswordChange(true, NOW);
        assertThat(account.view().mustChangePassword()).isTrue();
        account.changePassword("hash", NOW);
        assertThat(account.view().mustChangePassword()).isFalse();
    }

    @Test
    void aSystemIsNeverAskedToChangeAPassword() {
        Account account = new Account("till", AccountKind.CLIENT, Set.of("integration"), NOW);
        account.requirePasswordChange(true, NOW);
        assertThat(account.view().mustChangePassword()).isFalse();
    }
}
