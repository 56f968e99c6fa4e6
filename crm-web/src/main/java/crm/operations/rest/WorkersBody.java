package crm.operations.rest;

import crm.ingest.entity.ScaleBounds;
import crm.platform.rest.Refusal;
import java.util.Optional;

/**
 * How many workers a group shall have in total over all nodes.
 *
 * @param scaleMin with {@code scaleMax}, between which the auto-scaler may change that; without them it may not
 */
record WorkersBody(Optional<Integer> count, Optional<Integer> scaleMin, Optional<Integer> scaleMax) {

    private static final int MOST = 1000;

    int total() {
        return count.or(() -> scaleMin)
                .orElseThrow(() -> Refusal.field(
                        "/count", "missing_field", "Say how many workers there shall be in total over all nodes."));
    }

    Optional<ScaleBounds> bounds() {
        if (scaleMin.isPresent() != scaleMax.isPresent()) {
            String missing = scaleMin.isPresent() ? "/scale_max" : "/scale_min";
            throw Refusal.field(missing, "missing_field", "The auto-scaler needs both scale_min and scale_max.");
        }
        if (scaleMin.isEmpty()) {
            return Optional.empty();
        }
        int min = scaleMin.get();
        int max = scaleMax.orElseThrow();
        if (min < 1 || max < min || max > MOST) {
            throw Refusal.field(
                    "/scale_min",
                    "out_of_range",
                    "Bounds are 1 to " + MOST + ", and scale_max is not below scale_min.");
        }
        return Optional.of(new ScaleBounds(min, max));
    }
}
