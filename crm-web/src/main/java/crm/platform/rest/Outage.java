package crm.platform.rest;

import crm.platform.entity.Busy;
import crm.platform.entity.Unavailable;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;

/** Tells a database that is away, or a key that is missing, from a fault of our own. */
public final class Outage {

    // Classes of SQLSTATE: connection exception, insufficient resources, operator intervention (shutdown,
    // statement time-out).
    private static final Set<String> STATES = Set.of("08", "53", "57");
    // Transactions that stood in each other's way, and waiting that was ended: the same call may succeed in a moment.
    private static final String ROLLBACK = "40";
    private static final String LOCKED = "55P03";
    // The statement time-out, or somebody who ends what takes too long.
    private static final String CANCELLED = "57014";
    private static final int DEEPEST = 20;

    private Outage() {}

    public static boolean causes(Throwable failure) {
        return causes(failure, Outage::isOne);
    }

    /** Whether all that is needed is there and was asked for more than it could answer in time. */
    public static boolean tookTooLong(Throwable failure) {
        return causes(
                failure,
                cause -> cause instanceof Busy
                        || (cause instanceof SQLException database && CANCELLED.equals(database.getSQLState())));
    }

    private static boolean causes(Throwable failure, Predicate<Throwable> fits) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (fits.test(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOne(Throwable cause) {
        if (cause instanceof SQLException database) {
            String state = database.getSQLState();
            return state != null && state.length() == 5 && isOne(state);
        }
        // What the server's pool says when it cannot connect.
        return cause instanceof jakarta.resource.ResourceException || cause instanceof Unavailable;
    }

    private static boolean isOne(String state) {
        String kind = state.substring(0, 2);
        return STATES.contains(kind) || kind.equals(ROLLBACK) || state.equals(LOCKED);
    }
}
