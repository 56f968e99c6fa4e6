package crm.ingest.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What has been decided about a group's workers.
 *
 * @param workers in total over all nodes; empty for what each node's configuration says
 * @param bounds between which the auto-scaler may move the workers, empty where it may not
 * @param laggingSince since when the lag has been above the limit, as the auto-scaler has seen it
 * @param idleSince since when there has been next to none
 */
public record GroupPlan(
        OptionalInt workers,
        Optional<ScaleBounds> bounds,
        Optional<Instant> laggingSince,
        Optional<Instant> idleSince) {

    /** Nothing decided. */
    public static final GroupPlan NONE =
            new GroupPlan(OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
