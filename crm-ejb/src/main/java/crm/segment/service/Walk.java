package crm.segment.service;

import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.Evaluation;
import crm.condition.evaluation.Micros;
import crm.segment.entity.Cause;
import crm.segment.service.Reckoning.Wish;
import crm.segment.store.MemberRows.Change;
import crm.segment.store.MemberRows.Present;
import java.util.ArrayList;
import java.util.List;

/** One condition of one profile, from where it was told to where it is told now. */
final class Walk {

    private final Evaluation evaluation;
    private final Kept kept;
    private final Present present;
    private final Wish wish;
    private final Without without;
    private final Cause cause;
    private final long observed;
    /** What would be if nothing had happened. */
    @FunctionalInterface
    interface Without {
        /** Whether a condition would change at an instant, first of all. */
        boolean changes(Kept kept, long at);
    }

    private List<Change> found = List.of();
    private Long since;
    private long due;

    /**
     * @param evaluation about the profile
     * @param since null if it is no member, as far as was told
     */
    Walk(
            Evaluation evaluation,
            Kept kept,
            Present present,
            Wish wish,
            Without without,
            Cause cause,
            long observed,
            Long since) {
        this.without = without;
        this.evaluation = evaluation;
        this.kept = kept;
        this.present = present;
        this.wish = wish;
        this.cause = cause;
        this.observed = observed;
        this.since = since;
    }

    /**
     * Goes.
     *
     * @param knowsAll whether the whole past is known
     * @return whether that could be told without knowing more of the past
     */
    boolean go(long told, long until, boolean knowsAll) {
        CompiledCondition condition = kept.condition();
        boolean member = evaluation.glance(condition, told);
        due = evaluation.until();
        if (member != (since != null)) {
            if (!knowsAll) {
                return false;
            }
            contradict(member, told);
        }
        while (due <= until) {
            long at = due;
            boolean now = evaluation.glance(condition, at);
            due = evaluation.until();
            if (now != member) {
                change(now, at, wish.moments().contains(at) ? cause : Cause.TIME, false);
            }
            member = now;
        }
        return true;
    }

    /** What was told is not so: since when, as far as something changed; else what was told never was. */
    private void contradict(boolean member, long told) {
        if (cause == Cause.EDIT || !kept.announced()) {
            long flip = cause == Cause.EDIT ? told : Reckoning.lastChange(evaluation, kept.condition(), told);
            change(member, flip == Micros.ALWAYS ? told : flip, cause, false);
            return;
        }
        long flip = Reckoning.lastChange(evaluation, kept.condition(), told);
        change(member, flip == Micros.ALWAYS ? since : flip, cause, true);
    }

    private void change(boolean entered, long at, Cause why, boolean late) {
        since = entered ? Long.valueOf(at) : null;
        boolean silent = wish.quiet().all()
                ? !wouldHave(at)
                : !late && wish.quiet().moments().contains(at);
        found = found.isEmpty() ? new ArrayList<>() : found;
        found.add(new Change(present.profile(), kept.key(), kept.version(), entered, why, at, observed, late, silent));
    }

    /** Whether it would have changed then with nothing new. */
    private boolean wouldHave(long at) {
        return found.isEmpty() && !wish.moments().contains(at) && without.changes(kept, at);
    }

    boolean hasChanged() {
        return !found.isEmpty();
    }

    /** Adds what others are told. */
    void addTo(List<Change> changes) {
        if (kept.announced()) {
            changes.addAll(found);
        }
    }

    /** Null if it is no member. */
    Long since() {
        return since;
    }

    /** An instant up to which the answer stays. */
    long due() {
        return due;
    }
}
