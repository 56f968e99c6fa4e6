package crm.access.entity;

import java.util.Optional;
import java.util.Set;

/**
 * The wish for an account to be like this.
 *
 * @param password absent: stays as it is
 */
public record SaveAccount(Optional<String> password, Set<String> roles) {

    public SaveAccount {
        roles = Set.copyOf(roles);
    }

    /** Does not show the password. */
    @Override
    public String toString() {
        return "SaveAccount" + roles;
    }
}
