package crm.profile.rfm;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Which thresholds were in force when: the earliest also before they were made. Immutable. */
public final class ThresholdsInForce {

    private final NavigableMap<Instant, Thresholds> byInstant = new TreeMap<>();

    /** @param all of those that are in force since the same instant, the latest counts */
    public ThresholdsInForce(Collection<Thresholds> all) {
        all.stream().sorted(Comparator.comparingInt(Thresholds::id)).forEach(one -> byInstant.put(one.from(), one));
    }

    /** Empty only if there never were any. */
    public Optional<Thresholds> at(Instant instant) {
        return Optional.ofNullable(byInstant.floorEntry(instant))
                .or(() -> Optional.ofNullable(byInstant.firstEntry()))
                .map(Map.Entry::getValue);
    }

    /** The first later instant at which others are in force, as far as is known. */
    public Optional<Instant> changeAfter(Instant instant) {
        Optional<Instant> next = Optional.ofNullable(byInstant.higherKey(instant));
        return next.isPresent() && next.get().equals(byInstant.firstKey())
                ? Optional.ofNullable(byInstant.higherKey(next.get()))
                : next;
    }
}
