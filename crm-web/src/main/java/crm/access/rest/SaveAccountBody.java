package crm.access.rest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import crm.access.entity.SaveAccount;
import java.util.Optional;
import java.util.Set;

/**
 * How an account shall be. One that was read may be sent back whole: what else it has is of no matter.
 *
 * @param roles null for none
 */
@JsonIgnoreProperties({"name", "created_at", "changed_at", "version", "last_login_at", "locked_until"})
record SaveAccountBody(
        Optional<String> password, Set<String> roles, Optional<String> kind, Optional<Boolean> mustChangePassword) {

    SaveAccount wish() {
        return new SaveAccount(password, roles, kind, mustChangePassword);
    }

    /** Does not show the password. */
    @Override
    public String toString() {
        return "SaveAccountBody" + roles;
    }
}
