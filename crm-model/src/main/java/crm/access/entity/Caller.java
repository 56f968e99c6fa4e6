package crm.access.entity;

import java.util.Set;

/**
 * Somebody who proved who they are.
 *
 * @param name an account's, or that of a token, which no account can have
 * @param mustChangePassword before anything else
 */
public record Caller(String name, Set<String> roles, boolean mustChangePassword) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    public static Caller of(AccountView account) {
        return new Caller(account.name(), account.roles(), account.mustChangePassword());
    }
}
