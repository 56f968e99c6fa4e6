package crm.segment.service;

import crm.segment.entity.SegmentHistory;
import crm.segment.entity.SegmentHistory.Step;
import crm.segment.entity.SegmentVersion;
import crm.segment.store.DefinitionRows.Version;
import crm.segment.store.MembershipReads;
import crm.segment.store.MembershipReads.Flow;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * How many members a segment had, reckoned back from how many it has by the changes since. While those of a new version are
 * still being told some are missing.
 */
final class SizesThen {

    private final MembershipReads reads;
    private final String key;
    private final Step step;
    private final int steps;
    private final ZoneId zone;

    SizesThen(Snapshot snapshot, String key, Step step, int steps) throws SQLException {
        this.reads = new MembershipReads(snapshot.connection());
        this.key = key;
        this.step = step;
        this.steps = steps;
        SegmentVersion newest = snapshot.definitions().versions(key).stream()
                .map(Version::version)
                .findFirst()
                .orElseThrow();
        this.zone = new DefinitionsThen(snapshot.definitions(), newest.publishedAt())
                .read(newest)
                .zone();
    }

    SegmentHistory until(Instant last) throws SQLException {
        List<Instant> starts = starts(last);
        Map<Integer, Flow> flows = reads.flows(key, starts);
        long now = reads.size(key);
        long size = now;
        Deque<SegmentHistory.Item> items = new ArrayDeque<>();
        for (int i = steps; i >= 0; i--) {
            Flow flow = flows.getOrDefault(i, Flow.NONE);
            if (i < steps) {
                items.addFirst(
                        new SegmentHistory.Item(starts.get(i), Math.max(0, size), flow.entered(), flow.exited()));
            }
            size -= flow.entered() - flow.exited();
        }
        return new SegmentHistory(key, step.word(), name(), now, List.copyOf(items));
    }

    private String name() {
        return zone.getId().equals("Z") ? "UTC" : zone.getId();
    }

    /** Of the steps, and the end of the last one. */
    private List<Instant> starts(Instant last) {
        List<Instant> starts = new ArrayList<>();
        ZonedDateTime begin = begin(last.atZone(zone));
        for (int i = steps - 1; i >= -1; i--) {
            starts.add(
                    step == Step.DAY
                            ? begin.toLocalDate()
                                    .minusDays(i)
                                    .atStartOfDay(zone)
                                    .toInstant()
                            : begin.minusHours(i).toInstant());
        }
        return starts;
    }

    private ZonedDateTime begin(ZonedDateTime time) {
        return step == Step.DAY ? time.toLocalDate().atStartOfDay(zone) : time.truncatedTo(ChronoUnit.HOURS);
    }
}
