package crm.access.entity;

import java.util.Optional;
import java.util.Set;

/**
 * The wish for an account to be like this.
 *
 * @param password absent: stays as it is
 * @param roles null for none
 * @param kind absent: stays as it is, or a person
 * @param mustChangePassword absent: no if there is a password, else stays as it is
 */
public record SaveAccount(
        Optional<String> password, Set<String> roles, Optional<String> kind, Optional<Boolean> mustChangePassword) {

    public SaveAccount {
        roles = roles == null ? Set.of() : Set.copyOf(roles);
    }

    /** Does not show the password. */
    @Override
    public String toString() {
        return "SaveAccount" + roles;
    }
}
