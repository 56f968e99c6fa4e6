package crm.segment.entity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a condition, and whether it holds.
 *
 * @param pointer JSON Pointer of it, from the {@code where} that is explained
 * @param node the part as JSON
 * @param words the same in words
 * @param validUntil when this changes if nothing happens, empty if it never does
 * @param evidence what made a part without others below it so
 * @param parts those below it
 */
public record ExplainedPart(
        String pointer,
        Map<String, Object> node,
        String words,
        boolean member,
        Optional<Instant> validUntil,
        List<Item> evidence,
        List<ExplainedPart> parts) {

    public ExplainedPart {
        evidence = List.copyOf(evidence);
        parts = List.copyOf(parts);
    }

    /**
     * A value, or an event.
     *
     * @param name of the value; {@code event} of an event
     * @param type of the event
     */
    public record Item(
            String name,
            Optional<String> value,
            Optional<String> type,
            Optional<String> source,
            Optional<String> id,
            Optional<Instant> time) {}
}
