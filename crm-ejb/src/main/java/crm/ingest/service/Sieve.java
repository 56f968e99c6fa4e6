package crm.ingest.service;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.Event;
import crm.ingest.entity.KeyHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Applies the events of one transaction of which some may be broken, and finds those, without giving the transaction up: what
 * fails is undone to a savepoint. A handler that names the events at fault is called again without them at once. Where it does
 * not they are sought by halving, and what was applied stays applied. Behind a broken event the later ones of its key are left
 * out, too: they have to wait for it. For one transaction.
 */
public final class Sieve {

    /** So many may be broken whatever their share. */
    private static final int FEW = 8;

    /** More than one of so many, and it is the handler: whoever counts them has to decide, one transaction after the other. */
    private static final int MOST = 4;

    private final Savepoint savepoint;
    private final Handling handling;
    private final Predicate<Throwable> ofAnEvent;
    private final int portion;
    private final long deadline;
    private final TreeMap<Integer, Throwable> failed = new TreeMap<>();
    private final Map<KeyHash, Integer> heldFrom = new HashMap<>();
    private int sought;

    /** What is done with events. */
    public interface Handling {

        /**
         * As a handler does it.
         *
         * @throws EventsFailed where some cannot be applied and the transaction can go on from a savepoint
         */
        void handle(List<Event> events);
    }

    /** An event and what it came in. */
    public record Grain(Delivery delivery, Event event) {}

    /**
     * What could not be applied; all else was.
     *
     * @param broken those at which the handler fails, and why
     * @param waiting those that come behind a broken one of the same key
     * @param sought how many of the broken ones the handler did not name
     */
    public record Sifted(Map<Delivery, Throwable> broken, List<Delivery> waiting, int sought) {}

    private record Placed(int place, Optional<KeyHash> key, Grain grain) {}

    /**
     * A sieve for one transaction.
     *
     * @param ofAnEvent whether a failure can be an event's fault
     * @param portion how many events to apply at once, for it is likely that there is none broken among so many
     * @param patience for all of it, once something has failed
     */
    public Sieve(
            Savepoint savepoint, Handling handling, Predicate<Throwable> ofAnEvent, int portion, Duration patience) {
        this.savepoint = savepoint;
        this.handling = handling;
        this.ofAnEvent = ofAnEvent;
        this.portion = Math.max(1, portion);
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /**
     * Applies what can be applied.
     *
     * @param grains in the order in which they are to be applied
     * @param suspects events of which it is known already that the handler fails at them
     * @throws EventsFailed where so many are broken, or it takes so long, that they are to be sought otherwise
     */
    public Sifted sift(List<Grain> grains, Map<Event, ? extends Throwable> suspects) {
        List<Placed> placed = placed(grains);
        if (!suspects.isEmpty()) {
            name(placed, new EventsFailed(suspects));
        }
        for (int from = 0; from < placed.size(); from += Math.min(portion, placed.size() - from)) {
            apply(placed.subList(from, from + Math.min(portion, placed.size() - from)));
        }
        return sifted(placed);
    }

    private static List<Placed> placed(List<Grain> grains) {
        List<Placed> placed = new ArrayList<>(grains.size());
        for (Grain grain : grains) {
            placed.add(new Placed(placed.size(), KeyHash.of(grain.delivery()), grain));
        }
        return placed;
    }

    /** Applies what flows of them; true if all of it went well at once. */
    private boolean apply(List<Placed> placed) {
        boolean first = true;
        while (true) {
            List<Placed> flowing = placed.stream().filter(this::flows).toList();
            if (flowing.isEmpty()) {
                return first;
            }
            Optional<EventsFailed> failure = attempt(flowing);
            if (failure.isEmpty()) {
                return first;
            }
            first = false;
            if (!name(flowing, failure.get())) {
                seek(flowing, failure.get());
                return false;
            }
        }
    }

    private Optional<EventsFailed> attempt(List<Placed> flowing) {
        savepoint.set();
        try {
            handling.handle(flowing.stream().map(one -> one.grain().event()).toList());
        } catch (EventsFailed e) {
            if (!ofAnEvent.test(e) || System.nanoTime() > deadline) {
                throw e;
            }
            savepoint.rollBack();
            return Optional.of(e);
        }
        savepoint.release();
        return Optional.empty();
    }

    /** Notes those that are named; false where none of them is. */
    private boolean name(List<Placed> placed, EventsFailed failure) {
        int before = failed.size();
        for (Placed one : placed) {
            Throwable cause = failure.failed().get(one.grain().event());
            if (cause != null) {
                if (!ofAnEvent.test(cause)) {
                    throw failure;
                }
                fail(one, cause);
            }
        }
        giveUpOnMany(failure);
        return failed.size() > before;
    }

    /** One of these at least is broken. */
    private void seek(List<Placed> placed, EventsFailed failure) {
        if (placed.size() == 1) {
            sought++;
            fail(placed.get(0), failure.getCause());
            giveUpOnMany(failure);
            return;
        }
        List<Placed> first = placed.subList(0, placed.size() / 2);
        List<Placed> rest = placed.subList(placed.size() / 2, placed.size());
        if (!apply(first)) {
            apply(rest);
        } else if (rest.size() > 1) {
            // Then it is the rest that fails: to try it as a whole would be in vain.
            seek(rest, failure);
        } else {
            apply(rest);
        }
    }

    private void fail(Placed one, Throwable cause) {
        failed.put(one.place(), cause);
        one.key().ifPresent(key -> heldFrom.merge(key, one.place(), Math::min));
    }

    private void giveUpOnMany(EventsFailed failure) {
        if (failed.size() > FEW && failed.size() * MOST > failed.lastKey() + 1) {
            throw failure;
        }
    }

    private boolean flows(Placed one) {
        return !failed.containsKey(one.place()) && !waits(one);
    }

    private boolean waits(Placed one) {
        return one.key()
                .filter(key -> heldFrom.getOrDefault(key, one.place()) < one.place())
                .isPresent();
    }

    private Sifted sifted(List<Placed> placed) {
        Map<Delivery, Throwable> broken = new LinkedHashMap<>();
        List<Delivery> waiting = new ArrayList<>();
        if (!failed.isEmpty()) {
            for (Placed one : placed) {
                if (waits(one)) {
                    waiting.add(one.grain().delivery());
                } else if (failed.containsKey(one.place())) {
                    broken.put(one.grain().delivery(), failed.get(one.place()));
                }
            }
        }
        return new Sifted(broken, waiting, sought);
    }
}
