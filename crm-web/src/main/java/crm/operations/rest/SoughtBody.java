package crm.operations.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.SeekMove;
import crm.operations.entity.GroupStatus;
import crm.operations.entity.KeySought;
import java.util.List;
import java.util.Optional;

/**
 * The group after a seek, or as it is after one that was only tried out, and what the seek does.
 *
 * @param again records that come again, over all partitions; those applied before have no effect
 * @param skipped records passed over
 * @param partial of a key: whether more of its records may lie there than could be counted in some seconds
 */
record SoughtBody(
        @JsonUnwrapped GroupStatus status,
        boolean dryRun,
        long again,
        long skipped,
        Optional<Boolean> partial,
        List<Move> moves) {

    /** One partition. */
    record Move(String topic, int partition, long from, long to, long again, long skipped) {

        static Move of(SeekMove move) {
            return new Move(move.topic(), move.partition(), move.from(), move.to(), move.again(), move.skipped());
        }
    }

    static SoughtBody of(GroupStatus status, boolean dryRun, KeySought sought) {
        PartitionId partition = sought.partition();
        Move move = new Move(
                partition.topic(), partition.partition(), sought.from(), sought.to(), sought.again(), sought.skipped());
        return new SoughtBody(
                status, dryRun, sought.again(), sought.skipped(), Optional.of(sought.partial()), List.of(move));
    }

    static SoughtBody of(GroupStatus status, boolean dryRun, List<SeekMove> moves) {
        return new SoughtBody(
                status,
                dryRun,
                moves.stream().mapToLong(SeekMove::again).sum(),
                moves.stream().mapToLong(SeekMove::skipped).sum(),
                Optional.empty(),
                moves.stream().map(Move::of).toList());
    }
}
