package crm.ingest.worker;

import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.LetterException;
import crm.ingest.entity.LetterPlace;
import crm.ingest.entity.LetterRef;
import crm.ingest.entity.Replay;
import crm.ingest.entity.ReplayDelayed;
import crm.ingest.entity.ReplayProgress;
import crm.ingest.service.DeadLetterDesk;
import crm.ingest.service.DeadLetterReplays;
import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Replays dead letters, many in few transactions; a letter at which the handler fails ends up alone, and stays open. */
@Stateless
@Local(DeadLetterReplays.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Replayer implements DeadLetterReplays {

    private static final Logger LOG = System.getLogger(Replayer.class.getName());
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final int AT_ONCE = 50;

    @EJB
    private ReplayTransaction transaction;

    @EJB
    private DeadLetterDesk desk;

    @EJB
    private KeyRelease keys;

    private final FailurePolicy policy = new FailurePolicy(BatchTransaction.TIMEOUT);

    /** For the container. */
    public Replayer() {}

    Replayer(ReplayTransaction transaction, DeadLetterDesk desk, KeyRelease keys) {
        this.transaction = transaction;
        this.desk = desk;
        this.keys = keys;
    }

    @Override
    public Replay replay(long id, Optional<Long> seen) {
        long began = System.nanoTime();
        try {
            Replay replay = told(transaction.replay(id, seen));
            if (replay.effect().isPresent()) {
                keys.behind(id, STEP);
            }
            return replay;
        } catch (LetterException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            return refused(id, e, since(began)).orElseGet(() -> Replay.refused(id, Causes.rejection(e)));
        }
    }

    @Override
    public ReplayProgress replay(DeadLetterFilter filter, Optional<String> after) {
        Run run = new Run(filter, desk.place(filter, after));
        run.go();
        return run.progress();
    }

    /** One step through the letters of a filter. */
    private final class Run {

        private final DeadLetterFilter filter;
        private final long began = System.nanoTime();
        private Optional<LetterPlace> place;
        private final Optional<LetterPlace> start;
        private final long open;
        private ReplayProgress progress = ReplayProgress.NONE;
        private int most = AT_ONCE;
        private int behind;

        Run(DeadLetterFilter filter, Optional<LetterPlace> start) {
            this.filter = filter;
            this.start = start;
            this.place = start;
            this.open = desk.countOpen(filter, start);
        }

        /** What was committed stays, and is told; only where that is nothing yet is a failure all there is to tell. */
        void go() {
            boolean more = true;
            while (more && since(began).compareTo(STEP) < 0) {
                try {
                    more = replaySome();
                } catch (RuntimeException e) {
                    if (place.equals(start)) {
                        throw e;
                    }
                    stopped(e);
                    more = false;
                }
            }
        }

        private boolean replaySome() {
            List<LetterRef> some = desk.following(filter, place, most);
            if (some.isEmpty()) {
                return false;
            }
            Optional<List<Replay>> done =
                    replayAll(some.stream().map(LetterRef::id).toList());
            done.ifPresent(replays -> {
                progress = progress.and(replays);
                place = Optional.of(some.get(some.size() - 1).place());
                behind += some.size();
            });
            most = done.isPresent() ? Math.min(AT_ONCE, most * 2) : Math.max(1, some.size() / 2);
            return true;
        }

        /** Where the database cannot say, as it was away just now: as many as there were, and one to ask again for. */
        private long left() {
            try {
                return desk.countOpen(filter, place);
            } catch (RuntimeException e) {
                if (place.equals(start)) {
                    throw e;
                }
                stopped(e);
                return Math.max(1, open - behind);
            }
        }

        ReplayProgress progress() {
            long left = left();
            return progress.leaving(left, left == 0 ? Optional.empty() : place.map(last -> desk.cursor(filter, last)));
        }
    }

    private static void stopped(Throwable failure) {
        LOG.log(Level.WARNING, "replay=stopped cause=\"" + Causes.name(failure) + '"');
    }

    /** Empty where one of several spoils it for all, so that fewer must be tried. */
    private Optional<List<Replay>> replayAll(List<Long> ids) {
        long began = System.nanoTime();
        try {
            List<Replay> replays = transaction.replay(ids);
            replays.forEach(Replayer::told);
            return Optional.of(replays);
        } catch (RuntimeException | LinkageError e) {
            if (ids.size() == 1) {
                return Optional.of(refused(ids.get(0), e, since(began)).stream().toList());
            }
            delay(policy.judge(e, since(began)), e);
            return Optional.empty();
        }
    }

    private Optional<Replay> refused(long id, Throwable failure, Duration took) {
        Verdict verdict = policy.judge(failure, took);
        if (verdict != Verdict.BROKEN && verdict != Verdict.TIMED_OUT) {
            delay(verdict, failure);
        }
        Collection<Replay> refused = transaction.refuse(id, Causes.rejection(failure));
        refused.forEach(Replayer::told);
        return refused.stream().findFirst();
    }

    private static void delay(Verdict verdict, Throwable failure) {
        if (verdict != Verdict.BROKEN && verdict != Verdict.TIMED_OUT) {
            LOG.log(Level.WARNING, "replay=delayed cause=\"" + Causes.name(failure) + '"');
            throw new ReplayDelayed(failure);
        }
    }

    private static Replay told(Replay replay) {
        LOG.log(
                Level.INFO,
                "replay=" + replay.id() + " result="
                        + replay.effect()
                                .map(effect -> effect.word())
                                .orElseGet(() ->
                                        replay.refusal().orElseThrow().code().word()));
        return replay;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
