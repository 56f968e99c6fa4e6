package crm.operations.entity;

import crm.ingest.entity.RecordContent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Records out of a topic.
 *
 * @param next where each partition goes on, none at the end
 * @param partial whether time or room was over before all that was asked for had been read
 */
public record RecordsRead(List<Found> records, Map<Integer, Long> next, boolean partial) {

    public RecordsRead {
        records = List.copyOf(records);
        next = Map.copyOf(next);
    }

    /** A record at its place, as it was sent. */
    public record Found(UUID topicId, int partition, long offset, Instant timestamp, RecordContent content) {}
}
