package crm.ingest.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of the loss ledger, as operators see it.
 *
 * @param cause {@code retention}, {@code recreated}, {@code truncated}, {@code skipped} or {@code key_skipped}
 * @param toOffset exclusive; empty where nobody can know it
 * @param records how many of the range, where that is not all of it
 * @param nextOffset where the group would go on as things stood when it was found
 * @param state {@code waiting} for a decision, while the partition stands still, or {@code decided}
 * @param decidedBy {@code system} for those of before there were decisions
 */
public record LossView(
        long id,
        String group,
        String topic,
        int partition,
        String cause,
        long fromOffset,
        Optional<Long> toOffset,
        Optional<Long> records,
        Optional<Long> nextOffset,
        Instant at,
        String state,
        Optional<String> decision,
        Optional<Instant> decidedAt,
        Optional<String> decidedBy) {}
