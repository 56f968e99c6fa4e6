package crm.dev.shop;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How far the shop's story has been told, and what it is doing: what a restart goes on from, so that nothing is told twice
 * under another id.
 *
 * @param seed of the plan
 * @param origin of the plan, RFC 3339
 * @param told events of the history that the broker has
 * @param journeys numbers up to which the crowd's may have begun
 * @param live events of the crowd that the broker has
 * @param state for people
 */
public record Place(long seed, String origin, long told, long journeys, long live, String state) {

    /** Before anything is told. */
    static Place first(long seed, Instant now) {
        return new Place(seed, now.truncatedTo(ChronoUnit.SECONDS).toString(), 0, 0, 0, "");
    }

    ShopPlan plan() {
        return ShopPlan.usual(seed, Instant.parse(origin));
    }

    Place told(long more) {
        return new Place(seed, origin, told + more, journeys, live, state);
    }

    Place begun(long number) {
        return new Place(seed, origin, told, Math.max(journeys, number), live, state);
    }

    Place lived(long more) {
        return new Place(seed, origin, told, journeys, live + more, state);
    }

    Place doing(String what) {
        return new Place(seed, origin, told, journeys, live, what);
    }
}
