package crm.access.entity;

import java.util.Locale;
import java.util.stream.Stream;

/** Who logs in with an account. */
public enum AccountKind {
    /** Somebody, with a password, on pages and by HTTP. */
    PERSON,
    /** A system, with keys or a password, by HTTP only. */
    CLIENT;

    /**
     * Reads what is written in JSON.
     *
     * @throws AccountRefused if there is no such kind
     */
    public static AccountKind of(String key) {
        return Stream.of(values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AccountRefused("/kind", "unknown_kind", "A kind is person or client."));
    }

    /** As it is written in JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
