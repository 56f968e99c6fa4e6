package crm.ingest.service;

import crm.ingest.entity.Claim;
import crm.ingest.entity.Loss;
import crm.ingest.entity.LossDecision;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A loss that the position has not been moved past.
 *
 * @param next where it would have gone on when it was found
 * @param decision once somebody has taken one
 */
record OpenLoss(
        long id,
        UUID topicId,
        Loss.Cause cause,
        long from,
        OptionalLong to,
        long next,
        Optional<LossDecision> decision) {

    /**
     * Whether it is still what keeps the claim from going on. A log that was cut off may have grown beyond the position since,
     * and look sound.
     */
    boolean concerns(Claim stored, Optional<Loss.Gap> gap) {
        return gap.isPresent() ? same(gap.get()) : cutOffAt(stored);
    }

    private boolean same(Loss.Gap gap) {
        return gap.cause() == cause
                && gap.topicId().equals(topicId)
                && (cause == Loss.Cause.TRUNCATED ? gap.to().equals(to) : gap.from() == from);
    }

    private boolean cutOffAt(Claim stored) {
        return cause == Loss.Cause.TRUNCATED
                && topicId.equals(stored.topicId())
                && to.equals(OptionalLong.of(stored.nextOffset()));
    }
}
