package crm.ingest.worker;

import crm.ingest.entity.Bulletin;
import crm.ingest.entity.Crew;
import crm.ingest.service.BulletinBoard;
import crm.platform.service.StoreFailed;
import jakarta.ejb.EJBException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Tells the others that this node lives and learns what they and the operators want. While the database is away what was
 * known stays. Thread-safe.
 */
final class Attendance implements Supplier<Bulletin> {

    /** After which others take a silent node for dead; as in the database. */
    static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(Attendance.class.getName());
    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(2);
    private static final Duration GAP = Duration.ofSeconds(5);

    private final BulletinBoard board;
    private final String node;
    private volatile Bulletin bulletin = Bulletin.NONE;
    private volatile boolean known;
    private Map<String, Map<String, Crew>> before = new TreeMap<>();
    private Instant lastLook = Instant.MIN;
    private Instant nextBeat = Instant.MIN;
    private Instant doubtUntil = Instant.MIN;
    private boolean left;

    Attendance(BulletinBoard board, String node) {
        this.board = board;
        this.node = node;
    }

    /** What is known, {@link Bulletin#NONE} before the first look. */
    @Override
    public Bulletin get() {
        return bulletin;
    }

    boolean known() {
        return known;
    }

    /** @param crews of this node by group */
    synchronized void look(Instant now, Map<String, Crew> crews) {
        if (left) {
            return;
        }
        try {
            take(ask(now, crews), now);
        } catch (StoreFailed | EJBException e) {
            LOG.log(Level.DEBUG, "asks again in a second", e);
        }
    }

    private Bulletin ask(Instant now, Map<String, Crew> crews) {
        if (now.isBefore(nextBeat)) {
            return board.read(crews.keySet());
        }
        Bulletin found = board.attend(node, crews, !known);
        nextBeat = now.plus(BETWEEN_BEATS);
        return found;
    }

    /** After an outage the others may not have come to say that they live; their share is not taken for that. */
    private void take(Bulletin found, Instant now) {
        if (known && lastLook.plus(GAP).isBefore(now)) {
            before = bulletin.nodes();
            doubtUntil = now.plus(SILENCE);
        }
        lastLook = now;
        bulletin = now.isBefore(doubtUntil) ? found.with(before) : found;
        known = true;
    }

    /** This node goes; the others need not wait for its silence. */
    synchronized void leave() {
        left = true;
        try {
            board.leave(node);
        } catch (StoreFailed | EJBException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "left without a word", e);
        }
    }
}
