package crm.ingest.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A dead letter as operators see it.
 *
 * @param producedAt the record's own time
 * @param content as it would be replayed: edited, if somebody has edited it; empty since its person was erased
 * @param at when it was parked
 * @param effect of the replay that succeeded
 * @param publishedAt when it was sent to the topic's {@code .dlt}
 */
public record DeadLetterView(
        long id,
        String group,
        String topic,
        UUID topicId,
        int partition,
        long offset,
        Instant producedAt,
        Optional<RecordContent> content,
        boolean edited,
        Rejection reason,
        Instant at,
        LetterState state,
        Optional<ReplayEffect> effect,
        Optional<String> discardReason,
        Optional<Instant> publishedAt,
        long version) {}
