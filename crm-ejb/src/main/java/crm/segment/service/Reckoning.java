package crm.segment.service;

import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.Evaluation;
import crm.condition.evaluation.Memory;
import crm.condition.evaluation.Micros;
import crm.condition.evaluation.State;
import crm.profile.entity.ProfileId;
import crm.segment.entity.Cause;
import crm.segment.service.Histories.Need;
import crm.segment.service.InForce.Touched;
import crm.segment.service.ProfileHistory.Fresh;
import crm.segment.store.MemberRows;
import crm.segment.store.MemberRows.Change;
import crm.segment.store.MemberRows.Membership;
import crm.segment.store.MemberRows.Present;
import crm.segment.store.MemberRows.Standing;
import crm.segment.store.MemberRows.Told;
import crm.segment.store.TraitRows;
import crm.segment.store.TraitRows.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells the memberships of profiles that the caller has locked. Of each profile they are told up to an instant: in what a
 * profile is then follows from its events alone. Telling goes on from there through every instant at which something
 * changes, so each change is told once, with the instant since when it is true, whoever comes first: an event, the sweep of
 * what is due, or a pass over all profiles. Where events that came late or moved contradict what was told, that is told
 * anew since when it is true.
 *
 * <p>What is known of profiles that were told lately is used, see {@link Remembered}; so is written only what others must
 * know: memberships, and an instant up to which nothing changes where that is sooner than it was.
 */
final class Reckoning {

    /**
     * What is to be told of a profile.
     *
     * @param touched what may be another than was told
     * @param everything whether all may be, and nothing that was known counts
     * @param until instant up to which to tell at least, if it was not told so far yet
     * @param moments instants of what happened, for the cause
     * @param fresh what happened
     * @param quiet of which of that nobody outside is told
     * @param narrow whether no more of the profile shall be read than what is touched asks for
     */
    record Wish(
            ProfileId profile,
            Touched touched,
            boolean everything,
            long until,
            Set<Long> moments,
            List<Fresh> fresh,
            Quiet quiet,
            boolean narrow) {}

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
    private final TraitRows traits;
    private final Handover handover;
    private final RecentProfiles recent;
    private final Cause cause;
    private final long observed;
    private final long[] dues;

    private final List<Change> changes = new ArrayList<>();
    private final List<Membership> memberships = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();

    /**
     * @param observed the instant at which it comes out, by the clock of the business
     */
    Reckoning(
            InForce inForce,
            Histories histories,
            MemberRows rows,
            TraitRows traits,
            Handover handover,
            RecentProfiles recent,
            Cause cause,
            long observed) {
        this.traits = traits;
        this.handover = handover;
        this.inForce = inForce;
        this.evaluation = new Evaluation(inForce.set());
        this.histories = histories;
        this.rows = rows;
        this.recent = recent;
        this.cause = cause;
        this.observed = observed;
        this.dues = new long[inForce.size()];
    }

    /** One profile, and what is known of it. */
    private final class Task {

        private final Wish wish;
        private final Present present;
        private final Remembered.Told before;
        private final long until;
        private final BitSet asked;
        private ProfileHistory history;
        private Memory memory = Memory.of(inForce.set());
        /** By place, of what the memory knows all that the answer hangs on. */
        private BitSet known = new BitSet();

        private boolean wholePast;

        Task(Wish wish, Present present, Remembered.Told before) {
            this.wish = wish;
            this.present = present;
            this.before = before;
            this.until = until();
            this.asked = asked();
        }

        private boolean isNew() {
            return before.until() == Micros.ALWAYS;
        }

        private boolean isOfEverything() {
            return wish.everything() || isNew() || before.firstSeen() != present.firstSeen();
        }

        private long until() {
            if (isNew() && present.lastSeen() == Micros.ALWAYS) {
                return Micros.ALWAYS; // without events
            }
            long seen = wish.everything() || isNew() ? Math.min(observed, present.lastSeen()) : Micros.ALWAYS;
            return Math.max(Math.max(before.until(), wish.until()), seen);
        }

        private BitSet asked() {
            BitSet asked = new BitSet();
            if (until == Micros.ALWAYS) {
                return asked; // it has no events, and nothing was ever told
            }
            if (isOfEverything()) {
                asked.set(0, inForce.size());
                return asked;
            }
            asked.or(wish.touched().kept());
            before.dues().addUntil(until, asked);
            return asked;
        }

        /** What was true of the instant that others know it was told up to may be so no more. */
        boolean isLate() {
            return !asked.isEmpty() && wish.moments().stream().anyMatch(moment -> moment <= before.until());
        }

        Need need() {
            long from = wholePast ? Micros.ALWAYS : before.until();
            if (!wish.narrow()) {
                return need(
                        inForce.everything().from(from), inForce.everything().isNamed());
            }
            Map<String, Long> types = new HashMap<>();
            boolean named = false;
            for (int place = asked.nextSetBit(0); place >= 0; place = asked.nextSetBit(place + 1)) {
                Kept.Closure closure = inForce.at(place).closure();
                closure.from(from).forEach((type, since) -> types.merge(type, since, Math::min));
                named |= closure.isNamed();
            }
            return need(types, named);
        }

        private Need need(Map<String, Long> from, boolean named) {
            return new Need(present.profile(), from.containsKey("") ? Map.of("", Micros.ALWAYS) : from, named);
        }

        /** Whether a condition would have changed at an instant, first of all, with nothing of what happened. */
        boolean wasDue(Kept kept, long at) {
            if (wish.everything() || isNew()) {
                return at == before.written();
            }
            ProfileHistory without = history.without(wish.fresh());
            Evaluation then = new Evaluation(inForce.set());
            without.askedBy(then, before.firstSeen());
            then.about(without);
            boolean was = then.glance(kept.condition(), before.until());
            long next = then.until();
            while (next < at && then.glance(kept.condition(), next) == was) {
                next = then.until();
            }
            return next == at && then.glance(kept.condition(), at) != was;
        }

        /** What a remembered profile learns. */
        void learn(Remembered remembered) {
            history = remembered.history();
            memory = remembered.memory();
            known = remembered.asked();
            BitSet forgotten = (BitSet) wish.touched().leaves().clone();
            if (!isOfEverything()) {
                forgotten.and(inForce.asking());
            }
            memory.forget(forgotten);
            if (!history.add(new ArrayList<>(wish.fresh()))) {
                memory.forgetSelections();
            }
        }

        void read(ProfileHistory found) {
            history = found;
            memory = Memory.of(inForce.set());
            known = new BitSet();
        }

        /**
         * What of that which is touched must be asked: not what hangs on parts only that are what they were. The instants up to
         * which those stay so hold for it, too.
         */
        BitSet narrowed() {
            if (known.isEmpty() || isOfEverything()) {
                return asked;
            }
            BitSet same = (BitSet) known.clone();
            same.andNot(inForce.hanging());
            BitSet looked = (BitSet) wish.touched().leaves().clone();
            looked.andNot(inForce.asking());
            evaluation.look(looked, before.until(), until, new Evaluation.Looked() {
                @Override
                public void changed(int leaf) {
                    same.andNot(inForce.having(leaf));
                }

                @Override
                public void sooner(int leaf, long instant) {
                    BitSet having = inForce.having(leaf);
                    for (int place = having.nextSetBit(0); place >= 0; place = having.nextSetBit(place + 1)) {
                        dues[place] = Math.min(dues[place], instant);
                    }
                }
            });
            BitSet narrowed = (BitSet) asked.clone();
            narrowed.andNot(same);
            before.dues().addUntil(until, narrowed);
            return narrowed;
        }

        void remember(Remembered.Told now, boolean written) {
            if (wish.narrow()
                    || now.until() == Micros.ALWAYS
                    || !inForce.handingOver().isEmpty()) {
                return;
            }
            recent.put(
                    present.profile(),
                    new Remembered(
                            inForce,
                            history,
                            memory,
                            known,
                            present.here(),
                            present.version(),
                            written ? Remembered.inRow(present.here()) : present.toldBy(),
                            now));
        }
    }

    /** Each profile once. */
    void tell(Collection<Wish> wishes) throws SQLException {
        Map<ProfileId, Wish> byProfile = new HashMap<>();
        wishes.forEach(wish -> byProfile.put(wish.profile(), wish));
        List<Present> unknown = new ArrayList<>();
        List<Task> again = new ArrayList<>();
        for (Task task : remembered(byProfile, rows.present(byProfile.keySet()), unknown)) {
            if (!go(task)) {
                again.add(task);
            }
        }
        for (Task task : read(unread(byProfile, unknown))) {
            if (!go(task)) {
                again.add(task);
            }
        }
        again.forEach(task -> task.wholePast = true);
        for (Task task : read(again)) {
            go(task);
        }
        settle();
        write();
    }

    /** Of whom something changes, what others still have to tell of that version comes first. */
    private void settle() throws SQLException {
        for (Kept kept : inForce.handingOver()) {
            handover.settle(
                    kept.id(),
                    memberships.stream()
                            .filter(one -> one.version() == kept.id())
                            .map(Membership::profile)
                            .toList());
        }
    }

    /** Those of whom what was known is still so; adds the others to {@code unknown}. */
    private List<Task> remembered(Map<ProfileId, Wish> wishes, List<Present> profiles, List<Present> unknown)
            throws SQLException {
        Map<Present, Remembered> candidates = new HashMap<>();
        Set<Long> transactions = new TreeSet<>();
        for (Present present : profiles) {
            Wish wish = wishes.get(present.profile());
            long version = present.version() - (wish.fresh().isEmpty() ? 0 : 1);
            Optional<Remembered> known = recent.take(present.profile())
                    .filter(one -> !wish.everything() && !wish.narrow() && one.isOf(inForce))
                    .filter(one -> one.isLatest(version, present.toldBy()));
            if (known.isEmpty()) {
                unknown.add(present);
                continue;
            }
            candidates.put(present, known.get());
            transactions.add(known.get().from());
        }
        Set<Long> committed = transactions.isEmpty() ? Set.of() : rows.committed(transactions);
        List<Task> tasks = new ArrayList<>();
        candidates.forEach((present, known) -> {
            if (committed.contains(known.from())) {
                Task task = new Task(wishes.get(present.profile()), present, known.told());
                task.learn(known);
                tasks.add(task);
            } else {
                unknown.add(present);
            }
        });
        return tasks;
    }

    private List<Task> unread(Map<ProfileId, Wish> wishes, List<Present> profiles) throws SQLException {
        List<Task> tasks = new ArrayList<>();
        if (profiles.isEmpty()) {
            return tasks;
        }
        Map<ProfileId, Standing> standings =
                rows.read(profiles.stream().map(Present::profile).toList());
        for (Present present : profiles) {
            Standing standing = standings.getOrDefault(present.profile(), Standing.NOTHING);
            Task task = new Task(wishes.get(present.profile()), present, told(standing));
            if (!task.asked.isEmpty()) {
                tasks.add(task);
            }
        }
        return tasks;
    }

    /** Which membership changes when is not kept: any may when one does. */
    private Remembered.Told told(Standing standing) {
        return new Remembered.Told(
                standing.until(),
                standing.firstSeen(),
                standing.due(),
                Remembered.Dues.all(inForce.size(), standing.due()),
                standing.since());
    }

    private List<Task> read(List<Task> tasks) throws SQLException {
        if (!tasks.isEmpty()) {
            Map<ProfileId, ProfileHistory> found =
                    histories.read(tasks.stream().map(Task::need).toList());
            tasks.forEach(task -> task.read(found.get(task.present.profile())));
        }
        return tasks;
    }

    /** Whether it could be told without knowing more of the past. */
    private boolean go(Task task) {
        Arrays.fill(dues, Micros.NEVER);
        task.before.dues().copyTo(dues);
        if (task.asked.isEmpty()) {
            done(task, task.before.since(), false);
            return true;
        }
        task.history.askedBy(evaluation, task.present.firstSeen());
        evaluation.about(task.history, task.memory);
        Map<Integer, Long> since = new HashMap<>(task.before.since());
        since.keySet().removeIf(version -> inForce.find(version).isEmpty());
        List<Change> found = new ArrayList<>();
        List<Membership> members = new ArrayList<>();
        List<Value> measured = new ArrayList<>();
        boolean knowsAll = task.wholePast || task.isNew();
        BitSet asked = task.narrowed();
        for (int place = asked.nextSetBit(0); place >= 0; place = asked.nextSetBit(place + 1)) {
            Kept kept = inForce.at(place);
            if (kept.isTrait()) {
                State state = evaluation.measure(kept.condition(), task.until);
                measured.add(new Value(task.present.profile(), kept.trait(), OwnTraits.number(state.value())));
                dues[place] = state.until();
                continue;
            }
            Walk walk = new Walk(
                    evaluation, kept, task.present, task.wish, task::wasDue, cause, observed, since.get(kept.id()));
            if (!walk.go(task.before.until(), task.until, knowsAll)) {
                return false;
            }
            dues[place] = walk.due();
            if (walk.hasChanged()) {
                walk.addTo(found);
                members.add(new Membership(task.present.profile(), kept.id(), walk.since()));
                if (walk.since() == null) {
                    since.remove(kept.id());
                } else {
                    since.put(kept.id(), walk.since());
                }
            }
        }
        changes.addAll(found);
        memberships.addAll(members);
        values.addAll(measured);
        evaluation.remember(task.until);
        task.known.or(asked);
        done(task, since, !members.isEmpty() || !measured.isEmpty());
        return true;
    }

    private void done(Task task, Map<Integer, Long> since, boolean changed) {
        long due = Micros.NEVER;
        for (long one : dues) {
            due = Math.min(due, one);
        }
        long written = task.before.written();
        boolean writes = changed || task.isOfEverything() || task.isLate() || due < written || written <= task.until;
        if (writes) {
            told.add(new Told(task.present.profile(), task.until, task.present.firstSeen(), due));
        }
        task.remember(
                new Remembered.Told(
                        task.until, task.present.firstSeen(), writes ? due : written, Remembered.Dues.of(dues), since),
                writes);
    }

    /** The last instant until then at which the answer changed; ALWAYS if it never did. */
    static long lastChange(Evaluation evaluation, CompiledCondition condition, long until) {
        long last = Micros.ALWAYS;
        boolean was = false;
        long at = Micros.ALWAYS;
        while (at <= until) {
            boolean now = evaluation.glance(condition, at);
            last = now == was ? last : at;
            was = now;
            at = evaluation.until();
        }
        return last;
    }

    private void write() throws SQLException {
        if (!told.isEmpty()) {
            rows.tell(told);
        }
        keep();
        rows.write(memberships);
        changes.sort(Comparator.comparingLong(Change::at));
        rows.add(changes);
    }

    /** Who was changed by events is published anyway. */
    private void keep() throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        Set<ProfileId> changed = traits.keep(values);
        if (cause != Cause.EVENT && cause != Cause.MERGE) {
            traits.changed(changed);
        }
    }
}
