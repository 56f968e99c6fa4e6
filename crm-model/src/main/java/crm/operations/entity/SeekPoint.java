package crm.operations.entity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Where in each partition of a seek reading shall go on.
 *
 * @param offset for {@link To#OFFSET}
 * @param time for {@link To#TIME}
 */
public record SeekPoint(To to, long offset, Optional<Instant> time) {

    public static final SeekPoint EARLIEST = new SeekPoint(To.EARLIEST, 0, Optional.empty());
    public static final SeekPoint LATEST = new SeekPoint(To.LATEST, 0, Optional.empty());

    public SeekPoint {
        requireNonNull(to, "to");
    }

    /** Kinds of points. */
    public enum To {
        /** The oldest record that is still there. */
        EARLIEST,
        /** After the newest record. */
        LATEST,
        /** An offset. */
        OFFSET,
        /** The first record that was produced then or later, after the newest where there is none. */
        TIME;

        /** As it is written outside. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<To> of(String word) {
            for (To to : values()) {
                if (to.word().equals(word)) {
                    return Optional.of(to);
                }
            }
            return Optional.empty();
        }
    }

    public static SeekPoint at(long offset) {
        return new SeekPoint(To.OFFSET, offset, Optional.empty());
    }

    public static SeekPoint at(Instant time) {
        return new SeekPoint(To.TIME, 0, Optional.of(time));
    }

    @Override
    public String toString() {
        return switch (to) {
            case EARLIEST, LATEST -> to.word();
            case OFFSET -> to.word() + ' ' + offset;
            case TIME -> to.word() + ' ' + time.orElseThrow();
        };
    }
}
