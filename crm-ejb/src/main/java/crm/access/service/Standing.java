package crm.access.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is remembered of failed logins where somebody tries again. An address from which the account has logged in before
 * answers for itself only: whoever guesses elsewhere, or at other accounts here, does not shut its owner out.
 *
 * @param pair of the account from the address
 * @param account from all addresses
 * @param address for all accounts
 */
public record Standing(Attempts pair, Attempts account, Attempts address) {

    static final Standing NEW = new Standing(Attempts.NONE, Attempts.NONE, Attempts.NONE);

    /**
     * One counter.
     *
     * @param lockedUntil null if it never was
     * @param succeededAt null if nobody ever did
     */
    public record Attempts(int failures, Instant lockedUntil, Instant succeededAt) {

        static final Attempts NONE = new Attempts(0, null, null);

        private Optional<Instant> lockedAt(Instant now) {
            return Optional.ofNullable(lockedUntil).filter(now::isBefore);
        }
    }

    /** Until when even a right password opens nothing, if there is such a time ahead. */
    Optional<Instant> lockedUntil(Instant now, Duration knownFor) {
        Stream<Attempts> counting = isKnown(now, knownFor) ? Stream.of(pair) : Stream.of(pair, account, address);
        return counting.flatMap(attempts -> attempts.lockedAt(now).stream()).max(Instant::compareTo);
    }

    private boolean isKnown(Instant now, Duration knownFor) {
        return loggedInSince(now.minus(knownFor));
    }

    /** Whether a login now would change nothing worth a write. */
    boolean isFresh(Instant now, Duration exactness) {
        return pair.failures() == 0 && loggedInSince(now.minus(exactness));
    }

    /** Whether the account logged in from the address before, as far as that is remembered. */
    boolean isFirst() {
        return pair.succeededAt() == null;
    }

    private boolean loggedInSince(Instant time) {
        return pair.succeededAt() != null && pair.succeededAt().isAfter(time);
    }
}
