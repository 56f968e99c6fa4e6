package crm.operations.worker;

import crm.ingest.entity.GroupPlan;
import crm.ingest.entity.ScaleBounds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When a group gets more workers, and when fewer. Up quickly, by half of what there are, when the lag stays above a limit;
 * down slowly, by one, when it stays next to nothing; in between all stays as it is, so it does not swing. Each step has to
 * show what it does before the next: the waiting begins anew.
 *
 * @param limit of the lag in seconds of record time
 * @param upAfter how long the lag must stay above it
 * @param downAfter how long it must stay below a tenth of it
 */
record ScaleRule(Duration limit, Duration upAfter, Duration downAfter) {

    private static final int IDLE_PART = 10;

    /** The plan that follows from one with bounds. */
    GroupPlan next(GroupPlan plan, Pace pace, Instant now) {
        ScaleBounds bounds = plan.bounds().orElseThrow();
        int most = Math.max(bounds.min(), Math.min(bounds.max(), pace.partitions()));
        int workers = plan.workers().orElse(pace.workers());
        int within = Math.max(bounds.min(), Math.min(most, workers));
        double seconds = limit.toMillis() / 1000.0;
        if (pace.lagSeconds() > seconds) {
            return lagging(plan, within, most, now);
        } else if (pace.lagSeconds() <= seconds / IDLE_PART) {
            return idle(plan, within, bounds.min(), now);
        }
        return plan(plan, within, Optional.empty(), Optional.empty());
    }

    private GroupPlan lagging(GroupPlan plan, int workers, int most, Instant now) {
        Instant since = plan.laggingSince().orElse(now);
        boolean up = workers < most && !now.isBefore(since.plus(upAfter));
        int next = up ? Math.min(most, workers + Math.max(1, workers / 2)) : workers;
        return plan(plan, next, Optional.of(up ? now : since), Optional.empty());
    }

    private GroupPlan idle(GroupPlan plan, int workers, int fewest, Instant now) {
        Instant since = plan.idleSince().orElse(now);
        boolean down = workers > fewest && !now.isBefore(since.plus(downAfter));
        return plan(plan, down ? workers - 1 : workers, Optional.empty(), Optional.of(down ? now : since));
    }

    private static GroupPlan plan(GroupPlan before, int workers, Optional<Instant> lagging, Optional<Instant> idle) {
        return new GroupPlan(OptionalInt.of(workers), before.bounds(), lagging, idle);
    }
}
