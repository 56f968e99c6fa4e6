package crm.segment.service;

import crm.condition.evaluation.Memory;
import crm.condition.evaluation.Micros;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;

/**
 * What a node knows of a profile after it has told its memberships. It is so only as long as the database says so: the
 * transaction that it comes from was committed, nobody else changed the profile's events, or told of it, since then.
 */
final class Remembered {

    private static final int PLAIN_BYTES = 300;
    private static final int BYTES_OF_A_DUE = 12;
    private static final int BYTES_OF_A_MEMBERSHIP = 100;

    private final InForce inForce;
    private final ProfileHistory history;
    private final Memory memory;
    private final long from;

    private final long version;
    private final long toldBy;
    private final Told told;
    private final BitSet asked;

    /**
     * What was told.
     *
     * @param until up to which instant, at least
     * @param firstSeen the first event known then
     * @param written up to when nothing changes, as the database has it
     * @param dues by place of what is kept, an instant up to which it does not change
     * @param since in which versions the profile is
     */
    record Told(long until, long firstSeen, long written, Dues dues, Map<Integer, Long> since) {}

    /** Instants, of those places that have one. */
    static final class Dues {

        private final int[] places;
        private final long[] instants;

        private Dues(int[] places, long[] instants) {
            this.places = places;
            this.instants = instants;
        }

        static Dues of(long[] dues) {
            int many = 0;
            for (long due : dues) {
                many += due == Micros.NEVER ? 0 : 1;
            }
            int[] places = new int[many];
            long[] instants = new long[many];
            for (int i = 0, j = 0; i < dues.length; i++) {
                if (dues[i] != Micros.NEVER) {
                    places[j] = i;
                    instants[j++] = dues[i];
                }
            }
            return new Dues(places, instants);
        }

        static Dues all(int many, long due) {
            long[] dues = new long[many];
            Arrays.fill(dues, due);
            return of(dues);
        }

        void addUntil(long until, BitSet found) {
            for (int i = 0; i < places.length; i++) {
                if (instants[i] <= until) {
                    found.set(places[i]);
                }
            }
        }

        void copyTo(long[] dues) {
            for (int i = 0; i < places.length; i++) {
                dues[places[i]] = instants[i];
            }
        }
    }

    /**
     * @param from the transaction that knows it
     * @param version of the profile in it
     * @param toldBy which transaction wrote what was told
     * @param asked by place, of what the memory knows all that the answer hangs on
     */
    Remembered(
            InForce inForce,
            ProfileHistory history,
            Memory memory,
            BitSet asked,
            long from,
            long version,
            long toldBy,
            Told told) {
        this.asked = asked;
        this.inForce = inForce;
        this.history = history;
        this.memory = memory;
        this.from = from;
        this.version = version;
        this.toldBy = toldBy;
        this.told = told;
    }

    /** As a row names the transaction that wrote it. */
    static long inRow(long transaction) {
        return transaction & 0xFFFF_FFFFL;
    }

    boolean isOf(InForce other) {
        return inForce == other;
    }

    /** Whether nobody changed or told anything since. */
    boolean isLatest(long versionBefore, long toldByNow) {
        return version == versionBefore && toldBy == toldByNow;
    }

    /** The transaction that knows it. */
    long from() {
        return from;
    }

    ProfileHistory history() {
        return history;
    }

    Memory memory() {
        return memory;
    }

    Told told() {
        return told;
    }

    BitSet asked() {
        return asked;
    }

    /** About how much room it takes. */
    long bytes() {
        return PLAIN_BYTES
                + history.bytes()
                + memory.bytes()
                + (long) told.dues().places.length * BYTES_OF_A_DUE
                + (long) told.since().size() * BYTES_OF_A_MEMBERSHIP;
    }
}
