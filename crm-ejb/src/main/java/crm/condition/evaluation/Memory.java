package crm.condition.evaluation;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was found out about a profile, for when it is asked about again by the same {@link ConditionSet}: which leaves hold, until
 * when, and which events selectors have found. Whoever adds events says what they concern; the rest stays as it was. Not
 * thread-safe.
 */
public final class Memory {

    /** Of nobody. */
    static final Memory NONE = new Memory(0);

    static final long UNKNOWN = 0;
    private static final long ENDLESS = Long.MAX_VALUE >> 1;
    /** A selection of few events is made anew sooner than it is kept. */
    private static final int WORTH_KEEPING = 24;

    private static final int PLAIN_BYTES = 100;
    private static final int BYTES_OF_A_PLACE = 40;

    /** Until when a leaf stays what it is, doubled, and one more if it holds. */
    private final long[] leaves;

    private final Map<Integer, Selection> selections = new HashMap<>();
    private long from = Micros.NEVER;

    private Memory(int leaves) {
        this.leaves = new long[leaves];
    }

    public static Memory of(ConditionSet set) {
        return new Memory(set.leaves());
    }

    static long coded(boolean holds, long until) {
        return (until == Micros.NEVER ? ENDLESS : until) << 1 | (holds ? 1 : 0);
    }

    boolean knows(int leaf, long at) {
        return at >= from && leaves[leaf] != UNKNOWN && at < until(leaf);
    }

    boolean holds(int leaf) {
        return (leaves[leaf] & 1) == 1;
    }

    long until(int leaf) {
        long until = leaves[leaf] >> 1;
        return until == ENDLESS ? Micros.NEVER : until;
    }

    /** With all events there are now. */
    Optional<Selection> selection(int selector) {
        Optional<Selection> kept = Optional.ofNullable(selections.get(selector));
        kept.ifPresent(Selection::grow);
        return kept;
    }

    /**
     * These may be another now.
     *
     * @param changed leaves, as {@link ConditionSet} numbers them
     */
    public void forget(BitSet changed) {
        for (int leaf = changed.nextSetBit(0); leaf >= 0; leaf = changed.nextSetBit(leaf + 1)) {
            leaves[leaf] = UNKNOWN;
        }
    }

    void forget(int leaf) {
        leaves[leaf] = UNKNOWN;
    }

    /** Events came before others that were there. */
    public void forgetSelections() {
        selections.clear();
    }

    /** What an evaluation knows. */
    @FunctionalInterface
    interface Known {
        long at(int leaf, long instant);
    }

    void keep(long at, Known known, Selection[] found, int[] turns, int turn) {
        for (int i = 0; i < leaves.length; i++) {
            long now = known.at(i, at);
            leaves[i] = now != UNKNOWN || !knows(i, at) ? now : leaves[i];
        }
        from = at;
        for (int i = 0; i < found.length; i++) {
            if (turns[i] == turn && found[i].size() >= WORTH_KEEPING) {
                selections.put(i, found[i]);
            }
        }
    }

    /** About how much room it takes. */
    public long bytes() {
        long bytes = PLAIN_BYTES + (long) leaves.length * Long.BYTES;
        for (Selection selection : selections.values()) {
            bytes += (long) selection.size() * BYTES_OF_A_PLACE;
        }
        return bytes;
    }
}
