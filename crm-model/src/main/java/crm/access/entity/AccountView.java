package crm.access.entity;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** An account without its secret. */
public record AccountView(String name, Set<String> roles, Instant createdAt, Instant changedAt, long version) {

    public AccountView {
        roles = new TreeSet<>(roles);
    }
}
