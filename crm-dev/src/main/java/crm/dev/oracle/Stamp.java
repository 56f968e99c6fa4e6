package crm.dev.oracle;

import java.time.Instant;
import java.util.Comparator;

/** The place of an event in the one order that decides: by time, ties by source, then id. */
public record Stamp(Instant time, String source, String id) implements Comparable<Stamp> {

    private static final Comparator<Stamp> ORDER =
            Comparator.comparing(Stamp::time).thenComparing(Stamp::source).thenComparing(Stamp::id);

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }
}
