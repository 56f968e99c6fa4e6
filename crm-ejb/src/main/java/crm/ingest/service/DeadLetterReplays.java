package crm.ingest.service;

import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.Replay;
import crm.ingest.entity.ReplayProgress;
import jakarta.ejb.Local;
import java.util.Optional;

/**
 * Hands dead letters to their groups again: decoded anew at their old place, and applied in the transaction that settles
 * them. Implemented where the groups are. Thread-safe; opens its own transactions.
 */
@Local
public interface DeadLetterReplays {

    /**
     * Replays one letter.
     *
     * @param seen the version that must still be there, if any must
     * @return how it ended; a refusal leaves the letter open, for its new reason
     * @throws crm.ingest.entity.LetterException where it cannot be replayed, {@link crm.ingest.entity.ReplayDelayed} where
     *     only not now
     */
    Replay replay(long id, Optional<Long> seen);

    /**
     * Replays open letters, those of one key in the order of their offsets, for a few seconds at most.
     *
     * @param filter its state is of no matter: only open letters are replayed
     * @param after the {@code next} of the step before
     * @return what was done in this step, and where to go on
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out for this filter
     * @throws crm.ingest.entity.ReplayDelayed if nothing can be replayed at the moment
     */
    ReplayProgress replay(DeadLetterFilter filter, Optional<String> after);
}
