package crm.operations.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a group gets on in a partition: Burrow's rules, on what was applied instead of what was committed. Ordered from well
 * to worst.
 */
public enum Progress {
    /** It keeps up, or has done so lately. */
    OK,
    /** It applies, and falls behind all the same. */
    WARN,
    /** Somebody holds the partition, and applies nothing of what waits. */
    STALL,
    /** Nobody holds it, and something waits. */
    STOP,
    /** It stands before where it has been, and has not come back to there. */
    REWIND;

    /** Fewer looks than these say nothing, so all is well. */
    public static final int WINDOW = 10;

    /**
     * A partition at one moment.
     *
     * @param position next offset to apply
     * @param end where the next record will be written
     * @param held whether a living member of the group holds it; like a commit in Burrow's rules, this is its sign of life
     */
    public record Look(Instant at, long position, long end, boolean held) {

        boolean isCaughtUp() {
            return position >= end;
        }

        long lag() {
            return end - position;
        }
    }

    /**
     * Judges.
     *
     * @param looks oldest first, the last one now; of more than {@link #WINDOW} the latest count
     */
    public static Progress of(List<Look> looks) {
        if (looks.size() < WINDOW) {
            return OK;
        }
        List<Look> window = looks.subList(looks.size() - WINDOW, looks.size());
        boolean alwaysBehind = window.stream().noneMatch(Look::isCaughtUp);
        if (!alwaysBehind) {
            return OK;
        } else if (isSilent(window)) {
            return STOP;
        } else if (isBefore(window)) {
            return REWIND;
        } else if (isStill(window)) {
            return STALL;
        }
        return neverGains(window) ? WARN : OK;
    }

    /** Silent for longer than it was seen before that. */
    private static boolean isSilent(List<Look> window) {
        List<Instant> seen = window.stream().filter(Look::held).map(Look::at).toList();
        if (seen.isEmpty()) {
            return true;
        }
        Instant first = seen.get(0);
        Instant last = seen.get(seen.size() - 1);
        Instant now = window.get(window.size() - 1).at();
        return Duration.between(last, now).compareTo(Duration.between(first, last)) > 0;
    }

    private static boolean isBefore(List<Look> window) {
        long furthest = window.stream().mapToLong(Look::position).max().orElseThrow();
        return window.get(window.size() - 1).position() < furthest;
    }

    private static boolean isStill(List<Look> window) {
        return window.stream().mapToLong(Look::position).distinct().count() == 1;
    }

    private static boolean neverGains(List<Look> window) {
        for (int i = 1; i < window.size(); i++) {
            if (window.get(i).lag() < window.get(i - 1).lag()) {
                return false;
            }
        }
        return true;
    }

    /** The worse of two. */
    public Progress or(Progress other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
