package crm.platform.rest;

import crm.platform.entity.Unavailable;
import java.sql.SQLException;
import java.util.Set;

/** Tells a database that is away, or a key that is missing, from a fault of our own. */
public final class Outage {

    // Classes of SQLSTATE: connection exception, insufficient resources, operator intervention (shutdown).
    private static final Set<String> STATES = Set.of("08", "53", "57");
    private static final int DEEPEST = 20;

    private Outage() {}

    public static boolean causes(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (isOne(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOne(Throwable cause) {
        if (cause instanceof SQLException database) {
            String state = database.getSQLState();
            return state != null && state.length() == 5 && STATES.contains(state.substring(0, 2));
        }
        // What the server's pool says when it cannot connect.
        return cause instanceof jakarta.resource.ResourceException || cause instanceof Unavailable;
    }
}
