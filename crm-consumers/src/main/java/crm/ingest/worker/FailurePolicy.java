package crm.ingest.worker;

import crm.ingest.service.Fenced;
import crm.platform.entity.Unavailable;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import jakarta.persistence.QueryTimeoutException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Tells failures that pass by themselves from records that can never be applied. When in doubt about the surroundings it
 * says {@link Verdict#TRY_AGAIN}; only what can be a record's fault makes a dead letter.
 */
final class FailurePolicy {

    /** Of WildFly and its container when a bean is gone or going: stopped, shutting down. */
    private static final Pattern STOPPED = Pattern.compile("^(WFLYEE0043|WFLYEJB0421|WELD-\\d+).*", Pattern.DOTALL);

    /** What a record's own data can cause: its values, constraints, limits of a row, a rule of the schema. All else passes. */
    private static final Pattern OF_THE_DATA = Pattern.compile("(21|22|23|54|P0).{3}|42804");

    private final Duration timeout;

    /** @param timeout how long a transaction may take */
    FailurePolicy(Duration timeout) {
        this.timeout = timeout;
    }

    /** @param took how long the transaction had run when it failed */
    Verdict judge(Throwable failure, Duration took) {
        List<Throwable> causes = Causes.of(failure);
        if (has(causes, Fenced.class)) {
            return Verdict.FENCED;
        } else if (causes.stream().anyMatch(FailurePolicy::stopped)) {
            return Verdict.STOPPED;
        }
        return judgeBySqlState(causes).orElseGet(() -> judgeByKind(causes, took));
    }

    private static Optional<Verdict> judgeBySqlState(List<Throwable> causes) {
        return Causes.sqlState(causes)
                .map(state -> OF_THE_DATA.matcher(state).matches() ? Verdict.BROKEN : Verdict.TRY_AGAIN);
    }

    private Verdict judgeByKind(List<Throwable> causes, Duration took) {
        if (took.compareTo(timeout) >= 0) {
            return Verdict.TIMED_OUT;
        }
        return causes.stream().anyMatch(FailurePolicy::passing) ? Verdict.TRY_AGAIN : Verdict.BROKEN;
    }

    private static boolean stopped(Throwable cause) {
        return cause instanceof WakeupException
                || cause instanceof InterruptException
                || cause instanceof InterruptedException
                || cause instanceof ContextNotActiveException
                || cause.getClass().getSimpleName().equals("EJBComponentUnavailableException")
                || (cause.getMessage() != null
                        && STOPPED.matcher(cause.getMessage()).matches());
    }

    private static boolean passing(Throwable cause) {
        return cause instanceof SQLException // without a state: the pool's, not the database's
                || cause instanceof RollbackException // a commit in doubt
                || cause instanceof OptimisticLockException
                || cause instanceof PessimisticLockException
                || cause instanceof LockTimeoutException
                || cause instanceof QueryTimeoutException
                || cause instanceof Unavailable
                || cause instanceof LinkageError
                || (cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError));
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }
}
