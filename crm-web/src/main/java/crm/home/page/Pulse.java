package crm.home.page;

import crm.operations.entity.Vitals;
import crm.profile.entity.Census;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What there is and how fast it comes, for everybody.
 *
 * @param rate events a second
 * @param waiting whether events wait because something is away
 */
record Pulse(Census census, Vitals vitals, Optional<Double> rate, boolean waiting) {

    /** As it is pushed; what is not known is null, so that it is shown as unknown. */
    Map<String, Object> pushed() {
        Map<String, Object> pushed = new LinkedHashMap<>();
        pushed.put("customers", census.customers());
        pushed.put("events", census.events());
        pushed.put("rate", rate.map(Pulse::tenths).orElse(null));
        pushed.put("fresh", seconds(vitals.fresh()));
        pushed.put("stale", seconds(vitals.stale()));
        pushed.put("waiting", waiting);
        return pushed;
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static Map<String, Object> seconds(Optional<Double> seconds) {
        return seconds.<Map<String, Object>>map(value -> Map.of("seconds", value))
                .orElse(null);
    }
}
