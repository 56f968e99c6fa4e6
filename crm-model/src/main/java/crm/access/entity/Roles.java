package crm.access.entity;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What an account may be. An {@link #ADMIN} may do everything, so every declaration of roles names it too. */
public final class Roles {

    public static final String ADMIN = "admin";
    public static final String AGENT = "agent";
    public static final String MARKETER = "marketer";
    public static final String ANALYST = "analyst";
    public static final String VIEWER = "viewer";
    public static final String OPERATOR = "operator";
    public static final String INTEGRATION = "integration";
    public static final String PRIVACY_OFFICER = "privacy_officer";

    public static final Set<String> ALL =
            Set.of(ADMIN, AGENT, MARKETER, ANALYST, VIEWER, OPERATOR, INTEGRATION, PRIVACY_OFFICER);

    private static final Set<String> SEEING_PERSONAL_DATA = Set.of(ADMIN, AGENT, ANALYST, INTEGRATION, PRIVACY_OFFICER);

    private static final Set<String> READING_NOTES = Set.of(ADMIN, AGENT, ANALYST);

    private Roles() {}

    /** Whether names, addresses and free text are shown as they are; all others see them masked. */
    public static boolean seePersonalData(Predicate<String> inRole) {
        return SEEING_PERSONAL_DATA.stream().anyMatch(inRole);
    }

    /** Whether what colleagues wrote down of customers is shown; to others it is as if there were none. */
    public static boolean readNotes(Predicate<String> inRole) {
        return READING_NOTES.stream().anyMatch(inRole);
    }

    static Set<String> known(Set<String> roles) {
        Set<String> unknown = new TreeSet<>(roles);
        unknown.removeAll(ALL);
        if (!unknown.isEmpty()) {
            throw new AccountRefused(
                    "/roles", "unknown_role", "There is no role " + unknown + "; known are " + sorted());
        }
        if (roles.isEmpty()) {
            throw new AccountRefused("/roles", "missing_field", "At least one role is needed, out of " + sorted());
        }
        return Set.copyOf(roles);
    }

    private static Set<String> sorted() {
        return new TreeSet<>(ALL);
    }
}
