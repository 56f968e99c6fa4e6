package crm.privacy.entity;

import java.util.Optional;

/**
 * What a walk along the whole audit trail found.
 *
 * @param valid whether every entry is as it was written, in its place, and none is missing
 * @param entries how many there are
 * @param firstBroken the first place where it is not so
 * @param head the end of the chain as the database has it
 */
public record Verification(boolean valid, long entries, Optional<Break> firstBroken, Anchor head, long tookMs) {

    /** Where the chain breaks, and how. */
    public record Break(long seq, Reason reason) {}

    /**
     * A point of the chain.
     *
     * @param hash in hexadecimal
     */
    public record Anchor(long seq, String hash) {}

    /** What is wrong with an entry. */
    public enum Reason {
        /** It was changed: its hash is not that of what stands there. */
        CHANGED,
        /** It is not there. */
        MISSING,
        /** It follows an entry that is not the one before it. */
        NOT_LINKED,
        /** It was added: it stands before the first or behind the last that was written. */
        ADDED,
        /** It is the last one, and not the one that was written last. */
        NOT_THE_HEAD,
        /** The end of the chain itself is not there. */
        NO_HEAD
    }
}
