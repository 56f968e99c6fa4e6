package crm.operations.service;

import crm.operations.entity.GroupMoment;
import crm.operations.entity.Progress;
import crm.operations.service.SampleRows.Sums;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes points of charts from samples: rates over the whole of each step, the worst of what was seen within it. */
final class GroupHistory {

    private static final double MILLIS = 1000;

    private GroupHistory() {}

    /** @param samples oldest first */
    static List<GroupMoment> of(List<Sums> samples, Duration step) {
        List<GroupMoment> moments = new ArrayList<>();
        int first = 0; // what comes before the step: rates need somewhere to begin
        for (int last = 1; last < samples.size(); last++) {
            boolean ends = last == samples.size() - 1
                    || slot(samples.get(last + 1).at(), step)
                            != slot(samples.get(last).at(), step);
            if (ends) {
                moments.add(moment(samples.subList(first, last + 1)));
                first = last;
            }
        }
        return moments;
    }

    private static long slot(Instant at, Duration step) {
        return at.toEpochMilli() / step.toMillis();
    }

    private static GroupMoment moment(List<Sums> samples) {
        Sums before = samples.get(0);
        Sums last = samples.get(samples.size() - 1);
        List<Sums> within = samples.subList(1, samples.size());
        double seconds = Duration.between(before.at(), last.at()).toMillis() / MILLIS;
        return new GroupMoment(
                last.at(),
                rate(last.ended() - before.ended(), seconds),
                rate(last.applied() - before.applied(), seconds),
                within.stream().mapToLong(Sums::lag).max().orElse(0),
                within.stream().mapToDouble(Sums::age).max().orElse(0),
                last.members(),
                within.stream().map(Sums::status).reduce(Progress.OK, Progress::or));
    }

    /** A log that ends earlier than before was made anew. */
    private static double rate(long records, double seconds) {
        return seconds <= 0 ? 0 : Math.max(0, records) / seconds;
    }
}
