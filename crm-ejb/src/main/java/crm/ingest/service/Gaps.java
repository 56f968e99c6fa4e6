package crm.ingest.service;

import crm.ingest.entity.Claim;
import crm.ingest.entity.Loss;
import crm.ingest.entity.Loss.Cause;
import crm.ingest.entity.PartitionLog;
import java.util.Optional;
import java.util.OptionalLong;

/** Where a position and its log do not meet, and where to go on. */
final class Gaps {

    private Gaps() {}

    /** What the group cannot read, or read from a log that is no more; empty if the log has the position. */
    static Optional<Loss.Gap> between(Claim stored, PartitionLog log) {
        if (!stored.topicId().equals(log.topicId())) {
            return gap(stored, Cause.RECREATED, stored.nextOffset(), OptionalLong.empty());
        } else if (stored.nextOffset() < log.begin()) {
            return gap(stored, Cause.RETENTION, stored.nextOffset(), OptionalLong.of(log.begin()));
        } else if (stored.nextOffset() > log.end()) {
            return gap(stored, Cause.TRUNCATED, log.end(), OptionalLong.of(stored.nextOffset()));
        }
        return Optional.empty();
    }

    /**
     * The claim after the gap. A log that was cut off is read again from where it is known to be the one that was read,
     * else from its beginning: what comes twice has no effect, what is skipped would be lost.
     */
    static Claim beyond(Loss.Gap gap, Claim stored, PartitionLog log) {
        long next = gap.cause() == Cause.TRUNCATED ? log.agreed() : log.begin();
        return new Claim(stored.partition(), log.topicId(), stored.epoch(), next, Optional.empty());
    }

    private static Optional<Loss.Gap> gap(Claim stored, Cause cause, long from, OptionalLong to) {
        return Optional.of(new Loss.Gap(stored.partition(), stored.topicId(), cause, from, to));
    }
}
