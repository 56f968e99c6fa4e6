package crm.ingest.worker;

import crm.ingest.entity.Rejection;
import crm.ingest.service.EventsFailed;
import crm.platform.service.StoreFailed;
import jakarta.ejb.EJBException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A failure, what caused it and what was suppressed by it, outermost first. */
final class Causes {

    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Throwable> found = new ArrayList<>();

    private Causes() {}

    static List<Throwable> of(Throwable failure) {
        Causes causes = new Causes();
        causes.add(failure);
        return causes.found;
    }

    /** The first that is not mere wrapping. */
    static Throwable origin(Throwable failure) {
        return of(failure).stream()
                .filter(cause -> !wrapping(cause))
                .findFirst()
                .orElse(failure);
    }

    /** The class of the origin, with SQL's code where there is one; no message. */
    static String name(Throwable failure) {
        return origin(failure).getClass().getName()
                + sqlState(of(failure))
                        .map(state -> " (SQLSTATE " + state + ")")
                        .orElse("");
    }

    /** Why the handler's event is a dead letter. Says no message, which may quote a customer. */
    static Rejection rejection(Throwable failure) {
        return new Rejection(Rejection.Code.HANDLER_FAILED, "", "The handler failed with " + name(failure) + ".");
    }

    /** The classes of the failure and all its causes; no message. */
    static String names(Throwable failure) {
        return of(failure).stream()
                .map(cause -> cause.getClass().getSimpleName())
                .collect(Collectors.joining(" by "));
    }

    /** The outermost code that the database gave. */
    static Optional<String> sqlState(List<Throwable> causes) {
        return causes.stream()
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .filter(state -> state != null && !state.isEmpty())
                .findFirst();
    }

    private static boolean wrapping(Throwable cause) {
        return cause instanceof EJBException
                || cause instanceof BatchFailed
                || cause instanceof EventsFailed
                || cause instanceof StoreFailed;
    }

    private void add(Throwable failure) {
        if (failure == null || !seen.add(failure)) {
            return;
        }
        found.add(failure);
        add(failure.getCause());
        if (failure instanceof SQLException sql) {
            add(sql.getNextException());
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            add(suppressed);
        }
    }
}
