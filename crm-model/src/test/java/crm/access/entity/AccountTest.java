package crm.access.entity;

import static org.assertj.core.api.Assertions.assertThat;
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
        Account account = new Account("ada", "hash", Set.of("viewer", "agent"), NOW);
        account.become(Set.of("agent", "admin"), NOW.plusSeconds(1));
        assertThat(account.view().roles()).containsExactly("admin", "agent");
        assertThat(account.view().changedAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(account.isAdmin()).isTrue();
    }

    @Test
    void refusesRolesThatNobodyKnows() {
        assertThatThrownBy(() -> new Account("ada", "hash", Set.of("queen"), NOW))
                .isInstanceOfSatisfying(AccountRefused.class, refused -> {
                    assertThat(refused.pointer()).isEqualTo("/roles");
                    assertThat(refused.code()).isEqualTo("unknown_role");
                });
    }

    @Test
    void refusesToHaveNoRole() {
        assertThatThrownBy(() -> new Account("ada", "hash", Set.of(), NOW)).isInstanceOf(AccountRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-ada", "a:b", "a/b", "a b", "a\u0000"})
    void refusesNamesThatBasicOrAPathCannotCarry(String name) {
        assertThatThrownBy(() -> new Account(name, "hash", Set.of("viewer"), NOW))
                .isInstanceOf(AccountRefused.class);
    }
}
