package crm.operations.entity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which records of a topic are looked for: those from an offset, from a time, from where a page ended, or else the newest.
 *
 * @param partition all of them, if it is empty
 * @param offset in that partition
 * @param from where each partition is read from, none to begin with
 * @param limit most records
 */
public record RecordQuestion(
        String topic,
        OptionalInt partition,
        OptionalLong offset,
        Optional<Instant> time,
        Map<Integer, Long> from,
        int limit) {

    public RecordQuestion {
        requireNonNull(topic, "topic");
        from = Map.copyOf(from);
    }

    /** Whether the newest are meant, latest first. */
    public boolean isOfTheNewest() {
        return offset.isEmpty() && time.isEmpty() && from.isEmpty();
    }

    public RecordQuestion after(Map<Integer, Long> places) {
        return new RecordQuestion(topic, partition, offset, time, places, limit);
    }
}
