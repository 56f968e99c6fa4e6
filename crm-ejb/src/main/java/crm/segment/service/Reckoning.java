package crm.segment.service;

import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.Evaluation;
import crm.condition.evaluation.Micros;
import crm.condition.evaluation.Verdict;
import crm.profile.entity.ProfileId;
import crm.segment.entity.Cause;
import crm.segment.service.Histories.Need;
import crm.segment.store.MemberRows;
import crm.segment.store.MemberRows.Change;
import crm.segment.store.MemberRows.Membership;
import crm.segment.store.MemberRows.Standing;
import crm.segment.store.MemberRows.Told;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the memberships of profiles that the caller has locked. Of each profile they are told up to an instant: in what a
 * profile is then follows from its events alone. Telling goes on from there through every instant at which something
 * changes, so each change is told once, with the instant since when it is true, whoever comes first: an event, the sweep of
 * what is due, or a pass over all profiles. Where events that came late or moved contradict what was told, that is told
 * anew since when it is true.
 */
final class Reckoning {

    /**
     * What is to be told of a profile.
     *
     * @param touched of which the answer may be another than was told
     * @param everything whether all are
     * @param until instant up to which to tell at least, if it was not told so far yet
     * @param moments instants of what happened, for the cause
     * @param quiet of which of that nobody outside is told
     */
    record Wish(ProfileId profile, Set<Kept> touched, boolean everything, long until, Set<Long> moments, Quiet quiet) {}

    /**
     * Events that build state and send nothing outward.
     *
     * @param all whether nothing else happened; then only what would have changed anyway is told outside
     * @param moments instants at which nothing else happened
     */
    record Quiet(boolean all, Set<Long> moments) {

        static final Quiet NONE = new Quiet(false, Set.of());
    }

    private final InForce inForce;
    private final Evaluation evaluation;
    private final Histories histories;
    private final MemberRows rows;
    private final Handover handover;
    private final Cause cause;
    private final long observed;

    private final List<Change> changes = new ArrayList<>();
    private final List<Membership> memberships = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();

    /**
     * @param observed the instant at which it comes out, by the clock of the business
     */
    Reckoning(
            InForce inForce,
            Evaluation evaluation,
            Histories histories,
            MemberRows rows,
            Handover handover,
            Cause cause,
            long observed) {
        this.inForce = inForce;
        this.evaluation = evaluation;
        this.histories = histories;
        this.rows = rows;
        this.handover = handover;
        this.cause = cause;
        this.observed = observed;
    }

    /** What is to be asked of one profile. */
    private record Task(Wish wish, Standing standing, Collection<Kept> asked, boolean everything, long until) {

        Need need(InForce inForce, long from) {
            Kept.Closure all = inForce.everything();
            if (everything) {
                return new Need(standing, all.from(from), true);
            }
            Map<String, Long> needed = new HashMap<>();
            boolean named = false;
            for (Kept one : asked) {
                one.closure().from(from).forEach((type, since) -> needed.merge(type, since, Math::min));
                named |= !one.closure().factTypes().isEmpty();
            }
            return new Need(standing, needed.containsKey("") ? Map.of("", Micros.ALWAYS) : needed, named);
        }

        boolean isNew() {
            return standing.toldUntil() == Micros.ALWAYS;
        }
    }

    /** Each profile once. */
    void tell(Collection<Wish> wishes) throws SQLException {
        Map<ProfileId, Wish> byProfile = new HashMap<>();
        wishes.forEach(wish -> byProfile.put(wish.profile(), wish));
        List<Task> tasks = new ArrayList<>();
        for (Standing standing : rows.read(byProfile.keySet())) {
            task(byProfile.get(standing.profile()), standing).ifPresent(tasks::add);
        }
        List<Task> contradicted = reckon(tasks, false);
        reckon(contradicted, true);
        write();
    }

    /** Nothing, if nothing can have changed. */
    private Optional<Task> task(Wish wish, Standing standing) {
        long until = until(wish, standing);
        if (until == Micros.ALWAYS) {
            return Optional.empty(); // it has no events, and nothing was ever told
        }
        if (wish.everything()
                || standing.toldUntil() == Micros.ALWAYS
                || standing.firstSeen() != standing.firstSeenThen()) {
            return Optional.of(new Task(wish, standing, inForce.all(), true, until));
        }
        Set<Kept> asked = new LinkedHashSet<>(wish.touched());
        standing.dues().forEach((version, due) -> {
            if (due <= until) {
                inForce.find(version).ifPresent(asked::add);
            }
        });
        boolean stale = standing.dues().entrySet().stream()
                .anyMatch(due ->
                        due.getValue() <= until && inForce.find(due.getKey()).isEmpty());
        return asked.isEmpty() && !stale
                ? Optional.empty()
                : Optional.of(new Task(wish, standing, asked, false, until));
    }

    private long until(Wish wish, Standing standing) {
        long known = wish.everything() || standing.toldUntil() == Micros.ALWAYS
                ? Math.min(observed, standing.lastSeen())
                : Micros.ALWAYS;
        return Math.max(Math.max(standing.toldUntil(), wish.until()), known);
    }

    /** Those of which more of the past must be known are left out, and returned. */
    private List<Task> reckon(List<Task> tasks, boolean wholePast) throws SQLException {
        List<Task> left = new ArrayList<>();
        if (tasks.isEmpty()) {
            return left;
        }
        Map<ProfileId, ProfileHistory> found = histories.read(tasks.stream()
                .map(task -> task.need(
                        inForce, wholePast ? Micros.ALWAYS : task.standing().toldUntil()))
                .toList());
        for (Task task : tasks) {
            evaluation.about(found.get(task.standing().profile()));
            if (!reckon(task, wholePast || task.isNew())) {
                left.add(task);
            }
        }
        return left;
    }

    private boolean reckon(Task task, boolean wholePast) {
        List<Walk> walks = new ArrayList<>();
        for (Kept one : task.asked()) {
            Walk walk = new Walk(one, task);
            if (!walk.go(wholePast)) {
                return false;
            }
            walks.add(walk);
        }
        Map<Integer, Long> dues = new HashMap<>(task.standing().dues());
        dues.keySet().removeIf(version -> inForce.find(version).isEmpty());
        for (Walk walk : walks) {
            walk.done(dues);
        }
        told.add(new Told(
                task.standing().profile(), task.until(), task.standing().firstSeen(), dues));
        return true;
    }

    /** One condition of one profile, from where it was told to where it is told now. */
    private final class Walk {

        private final Kept kept;
        private final Task task;
        private final List<Change> found = new ArrayList<>();
        private Long since;
        private long due;

        Walk(Kept kept, Task task) {
            this.kept = kept;
            this.task = task;
            this.since = task.standing().since().get(kept.id());
        }

        /** Whether that could be told without knowing more of the past. */
        boolean go(boolean wholePast) {
            CompiledCondition condition = kept.condition();
            Verdict verdict = evaluation.evaluate(condition, task.standing().toldUntil());
            if (verdict.member() != (since != null)) {
                if (!wholePast) {
                    return false;
                }
                contradict(verdict.member());
            }
            while (verdict.until() <= task.until()) {
                long at = verdict.until();
                boolean was = verdict.member();
                verdict = evaluation.evaluate(condition, at);
                if (verdict.member() != was) {
                    change(verdict.member(), at, task.wish().moments().contains(at) ? cause : Cause.TIME, false);
                }
            }
            due = verdict.until();
            return true;
        }

        /** What was told is not so: since when, as far as something changed; else what was told never was. */
        private void contradict(boolean member) {
            long told = task.standing().toldUntil();
            if (cause == Cause.EDIT || !kept.announced()) {
                long flip = cause == Cause.EDIT ? told : lastChange(told);
                change(member, flip == Micros.ALWAYS ? told : flip, cause, false);
                return;
            }
            long flip = lastChange(told);
            change(member, flip == Micros.ALWAYS ? since : flip, cause, true);
        }

        private long lastChange(long until) {
            return Reckoning.lastChange(evaluation, kept.condition(), until);
        }

        private void change(boolean entered, long at, Cause why, boolean late) {
            boolean silent = task.wish().quiet().all()
                    ? !wasDue(at)
                    : !late && task.wish().quiet().moments().contains(at);
            since = entered ? Long.valueOf(at) : null;
            found.add(new Change(
                    task.standing().profile(), kept.key(), kept.version(), entered, why, at, observed, late, silent));
        }

        /** Whether it would have changed then with nothing new. */
        private boolean wasDue(long at) {
            return found.isEmpty()
                    && !task.wish().moments().contains(at)
                    && Long.valueOf(at).equals(task.standing().dues().get(kept.id()));
        }

        void done(Map<Integer, Long> dues) {
            if (due == Micros.NEVER) {
                dues.remove(kept.id());
            } else {
                dues.put(kept.id(), due);
            }
            if (kept.announced()) {
                changes.addAll(found);
            }
            if (!found.isEmpty()) {
                memberships.add(new Membership(task.standing().profile(), kept.id(), since));
            }
        }
    }

    /** The last instant until then at which the answer changed; ALWAYS if it never did. */
    static long lastChange(Evaluation evaluation, CompiledCondition condition, long until) {
        long last = Micros.ALWAYS;
        Verdict verdict = evaluation.evaluate(condition, Micros.ALWAYS);
        while (verdict.until() <= until) {
            long at = verdict.until();
            boolean was = verdict.member();
            verdict = evaluation.evaluate(condition, at);
            last = verdict.member() == was ? last : at;
        }
        return last;
    }

    private void write() throws SQLException {
        if (!told.isEmpty()) {
            rows.tell(told);
        }
        settle();
        rows.write(memberships);
        changes.sort(Comparator.comparingLong(Change::at));
        rows.add(changes);
    }

    /** Of whom something changes, what others still have to tell of that version comes first. */
    private void settle() throws SQLException {
        for (Kept kept : inForce.all()) {
            if (kept.handingOver()) {
                handover.settle(
                        kept.id(),
                        memberships.stream()
                                .filter(one -> one.version() == kept.id())
                                .map(Membership::profile)
                                .toList());
            }
        }
    }
}
