package crm.ingest.worker;

import crm.ingest.entity.HeldRecord;
import crm.ingest.service.HeldKeys;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Applies what waits for keys that nothing holds any more, in order, some records in a transaction; where the handler fails
 * at one it is sought by halving, and becomes what its key waits for.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeyRelease {

    static final int AT_ONCE = 64;

    private static final Logger LOG = System.getLogger(KeyRelease.class.getName());

    @EJB
    private ReleaseTransaction transaction;

    @EJB
    private HeldKeys keys;

    private final FailurePolicy policy = new FailurePolicy(BatchTransaction.TIMEOUT);

    /** For the container. */
    public KeyRelease() {}

    KeyRelease(ReleaseTransaction transaction) {
        this.transaction = transaction;
    }

    /** Applies what waits for a letter that has just been settled; what time does not suffice for comes soon after. */
    public void behind(long letter, Duration patience) {
        try {
            OptionalLong key = keys.behind(letter);
            if (key.isPresent()) {
                release(key.getAsLong(), patience, () -> false);
            }
        } catch (RuntimeException e) {
            // The letter is settled all the same; what waits behind it is looked after every second.
            LOG.log(Level.DEBUG, "what waits behind a letter waits on", e);
        }
    }

    /**
     * Applies what waits for a key, until it is free, held again or the time is over.
     *
     * @param stopping whether to end with the transaction in hand
     * @throws RuntimeException if nothing can be applied at the moment
     */
    public void release(long key, Duration patience, BooleanSupplier stopping) {
        long began = System.nanoTime();
        int most = AT_ONCE;
        int applied = 0;
        boolean more = true;
        while (more && !stopping.getAsBoolean() && since(began).compareTo(patience) < 0) {
            long step = System.nanoTime();
            try {
                ReleaseTransaction.Release done = transaction.apply(key, most);
                applied += done.dealtWith();
                more = done.more();
                most = Math.min(AT_ONCE, most * 2);
            } catch (RuntimeException | LinkageError e) {
                mustBeARecords(e, since(step));
                more = most > 1 || failed(key, e).isEmpty();
                most = Math.max(1, most / 2);
            }
        }
        if (applied > 0) {
            LOG.log(Level.INFO, "held_key=" + key + " applied=" + applied + " free=" + !more);
        }
    }

    private void mustBeARecords(Throwable failure, Duration took) {
        Verdict verdict = policy.judge(failure, took);
        if (verdict != Verdict.BROKEN && verdict != Verdict.TIMED_OUT) {
            throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        }
    }

    private Optional<HeldRecord> failed(long key, Throwable failure) {
        Optional<HeldRecord> record = transaction.fail(key, Causes.rejection(failure));
        record.ifPresent(one -> LOG.log(
                Level.WARNING,
                "held_key=" + key + " waits_for=" + one.topic() + '-' + one.partition() + '@' + one.offset()));
        return record;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
