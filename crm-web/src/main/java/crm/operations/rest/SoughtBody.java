package crm.operations.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import crm.ingest.entity.SeekMove;
import crm.operations.entity.GroupStatus;
import java.util.List;

/**
 * The group after a seek, or as it is after one that was only tried out, and what the seek does.
 *
 * @param again records that come again, over all partitions; those applied before have no effect
 * @param skipped records passed over
 */
record SoughtBody(@JsonUnwrapped GroupStatus status, boolean dryRun, long again, long skipped, List<Move> moves) {

    /** One partition. */
    record Move(String topic, int partition, long from, long to, long again, long skipped) {

        static Move of(SeekMove move) {
            return new Move(move.topic(), move.partition(), move.from(), move.to(), move.again(), move.skipped());
        }
    }

    static SoughtBody of(GroupStatus status, boolean dryRun, List<SeekMove> moves) {
        return new SoughtBody(
                status,
                dryRun,
                moves.stream().mapToLong(SeekMove::again).sum(),
                moves.stream().mapToLong(SeekMove::skipped).sum(),
                moves.stream().map(Move::of).toList());
    }
}
