package crm.condition.evaluation;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/**
 * Something that happened.
 *
 * @param time in {@link Micros}
 */
public record PastEvent(long time, String source, String id, JsonNode data) implements Comparable<PastEvent> {

    private static final Comparator<PastEvent> ORDER = Comparator.comparingLong(PastEvent::time)
            .thenComparing(PastEvent::source)
            .thenComparing(PastEvent::id);

    public PastEvent {
        requireNonNull(source, "source");
        requireNonNull(id, "id");
        requireNonNull(data, "data");
    }

    @Override
    public int compareTo(PastEvent other) {
        return ORDER.compare(this, other);
    }
}
