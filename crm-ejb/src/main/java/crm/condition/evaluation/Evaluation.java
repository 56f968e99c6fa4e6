package crm.condition.evaluation;

import crm.condition.language.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Asks the conditions of a set about one profile after another. What is looked at once for a profile is remembered while it is
 * about it, also from one instant to a later one. For one thread; worth keeping, since it is as large as the set.
 */
public final class Evaluation {

    /** How many instants are tried for the exact one at which a condition of several parts changes. */
    private static final int PATIENCE = 256;

    private final ConditionSet set;
    private final int[] leafTurns;
    private final long[] leafFrom;
    private final long[] leafUntil;
    private final boolean[] leafHolds;
    private final int[] selectorTurns;
    private final Selection[] selections;
    private History history = NOBODY;
    private Memory memory = Memory.NONE;
    private int turn = 1;
    private long until;

    private static final History NOBODY = new History() {
        @Override
        public long firstSeen() {
            return Micros.NEVER;
        }

        @Override
        public Events events(String type) {
            return Events.NONE;
        }

        @Override
        public State state(Fact fact, long at) {
            return State.MISSING;
        }

        @Override
        public String profileId() {
            return "";
        }
    };

    public Evaluation(ConditionSet set) {
        this.set = set;
        leafTurns = new int[set.leaves()];
        leafFrom = new long[set.leaves()];
        leafUntil = new long[set.leaves()];
        leafHolds = new boolean[set.leaves()];
        selectorTurns = new int[set.selectors()];
        selections = new Selection[set.selectors()];
    }

    /** Turns to a profile, or again to one of which more is known now. */
    public Evaluation about(History other) {
        return about(other, Memory.NONE);
    }

    /**
     * Turns to a profile that it has been about before.
     *
     * @param known what was found out then, but for what may be another now
     */
    public Evaluation about(History other, Memory known) {
        history = other;
        memory = known;
        if (++turn == Integer.MAX_VALUE) {
            Arrays.fill(leafTurns, 0);
            Arrays.fill(selectorTurns, 0);
            turn = 1;
        }
        return this;
    }

    /**
     * Whether a condition holds at an instant, any past one, too, over all that is known.
     *
     * @param condition of the set
     * @param at in {@link Micros}
     */
    public Verdict evaluate(CompiledCondition condition, long at) {
        return evaluate(condition.root(), at);
    }

    /**
     * What a condition that is a measure and nothing else comes to, and until when; missing before the first event of the profile.
     *
     * @param condition of the set
     * @throws IllegalArgumentException if it is anything else
     */
    public State measure(CompiledCondition condition, long at) {
        if (!(condition.root() instanceof MeasureLeaf leaf)) {
            throw new IllegalArgumentException(condition.name() + " is no measure");
        }
        long first = history.firstSeen();
        return at < first ? new State(State.MISSING.value(), first) : leaf.state(this, at);
    }

    /**
     * As {@link #evaluate}, without looking for the exact end of the answer: {@link #until} tells an instant after {@code at} up
     * to which it holds at least.
     */
    public boolean glance(CompiledCondition condition, long at) {
        long first = history.firstSeen();
        if (at < first) {
            until = first;
            return false;
        }
        return condition.root().holds(this, at);
    }

    /**
     * Looks at leaves that events may have changed, of a profile that is remembered. One that is not remembered is left alone:
     * nothing that is remembered hangs on it.
     *
     * @param touched numbers of leaves
     * @param from an instant at which they are remembered
     * @param to a later one, or the same
     * @param taker is told of each that is not, from the one instant to the other, what it is remembered to be; and of each that will be
     *     something else sooner than it is remembered to
     */
    public void look(BitSet touched, long from, long to, Looked taker) {
        for (int place = touched.nextSetBit(0); place >= 0; place = touched.nextSetBit(place + 1)) {
            if (memory.knows(place, from)) {
                boolean held = memory.holds(place);
                long before = memory.until(place);
                Leaf leaf = set.leaf(place);
                if (before <= to || !leaf.stays(this, from, to, held)) {
                    memory.forget(place);
                    boolean now = holds(leaf, from);
                    if (now != held || until <= to) {
                        taker.changed(place);
                    } else if (until < before) {
                        taker.sooner(place, until);
                    }
                }
            }
        }
    }

    /** What was found. */
    public interface Looked {

        /** It is another. */
        void changed(int leaf);

        /** It is the same up to an instant before the one remembered. */
        void sooner(int leaf, long until);
    }

    /** Keeps in the profile's memory what was found out, for instants from this one on. */
    public void remember(long at) {
        memory.keep(at, this::known, selections, selectorTurns, turn);
    }

    private long known(int leaf, long at) {
        return leafTurns[leaf] == turn && leafFrom[leaf] <= at && at < leafUntil[leaf]
                ? Memory.coded(leafHolds[leaf], leafUntil[leaf])
                : Memory.UNKNOWN;
    }

    /** As {@link #evaluate}, with what made it so, for each part of the condition. Much slower. */
    public Explanation explain(CompiledCondition condition, long at) {
        return explain(condition, condition.condition(), "", at);
    }

    private Explanation explain(CompiledCondition whole, Condition part, String pointer, long at) {
        Node node = set.node(whole, part);
        List<Explanation> parts = new ArrayList<>();
        for (int i = 0; i < part.parts().size(); i++) {
            parts.add(explain(whole, part.parts().get(i), pointer + below(part, i), at));
        }
        List<Evidence> evidence = node instanceof Leaf leaf ? leaf.evidence(this, at) : List.of();
        return new Explanation(pointer, part, evaluate(node, at), evidence, parts);
    }

    private static String below(Condition condition, int part) {
        if (condition instanceof Condition.All) {
            return "/all/" + part;
        } else if (condition instanceof Condition.Any) {
            return "/any/" + part;
        }
        return condition instanceof Condition.AtLeast ? "/at_least/of/" + part : "/not";
    }

    /** A profile is in nothing before its first event. */
    Verdict evaluate(Node root, long at) {
        long first = history.firstSeen();
        if (first == Micros.NEVER) {
            return new Verdict(false, Micros.NEVER);
        }
        if (at < first) {
            return new Verdict(false, root.holds(this, first) ? first : changes(root, first, false));
        }
        boolean holds = root.holds(this, at);
        return new Verdict(holds, changes(root, at, holds));
    }

    /** The first instant at which the answer is another than it was at {@code at}, which was asked for last. */
    private long changes(Node root, long at, boolean holds) {
        long candidate = until;
        long horizon = root.recurs() ? Micros.plus(at, Node.HORIZON) : Micros.NEVER;
        for (int i = 0; i < PATIENCE && candidate < horizon; i++) {
            if (root.holds(this, candidate) != holds) {
                return candidate;
            }
            candidate = until;
        }
        return candidate;
    }

    /** Of the last {@link #glance}. */
    public long until() {
        return until;
    }

    void until(long instant) {
        until = instant;
    }

    boolean holds(Leaf leaf, long at) {
        int place = leaf.place();
        if (leafTurns[place] != turn && memory.knows(place, at)) {
            leafHolds[place] = memory.holds(place);
            leafUntil[place] = memory.until(place);
            leafFrom[place] = at;
            leafTurns[place] = turn;
        } else if (leafTurns[place] != turn || at < leafFrom[place] || at >= leafUntil[place]) {
            boolean holds = leaf.holdsAt(this, at);
            leafUntil[place] = leaf.changesAfter(this, at, holds);
            leafFrom[place] = at;
            leafHolds[place] = holds;
            leafTurns[place] = turn;
        }
        until = leafUntil[place];
        return leafHolds[place];
    }

    /** The events of a selector, at an instant if its filter looks at the time. */
    Selection selection(Selector selector, long at) {
        if (selector.filter().moves()) {
            return selector.select(history.events(selector.type()), at);
        }
        int place = selector.place();
        if (selectorTurns[place] != turn) {
            selections[place] =
                    memory.selection(place).orElseGet(() -> selector.select(history.events(selector.type()), at));
            selectorTurns[place] = turn;
        }
        return selections[place];
    }

    long candidateOfAll(Selector selector, Span span, long at) {
        return candidateOfAll(selector, selector.filter(), span, at);
    }

    /**
     * The first instant after {@code at} at which an event of a selector's type enters or leaves a window, or a filter may let
     * it in or not.
     */
    long candidateOfAll(Selector selector, Filter filter, Span span, long at) {
        Events events = history.events(selector.type());
        long first = Micros.NEVER;
        for (int i = 0; i < events.size(); i++) {
            long enters = span.enters(events.time(i));
            long leaves = span.leaves(events.time(i));
            first = at < enters ? Math.min(first, enters) : first;
            first = at < leaves ? Math.min(first, leaves) : first;
            first = Math.min(first, filter.changesAfter(events.data(i), at));
        }
        return first;
    }

    State state(Fact fact, long at) {
        return history.state(fact, at);
    }

    String profileId() {
        return history.profileId();
    }
}
