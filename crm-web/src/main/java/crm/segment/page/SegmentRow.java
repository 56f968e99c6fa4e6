package crm.segment.page;

import crm.segment.entity.SegmentHistory;
import crm.segment.entity.SegmentSummary;
import crm.segment.entity.SegmentVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A segment in the list.
 *
 * @param everybody how many profiles there are to be asked, about
 * @param days how its size changed day by day, the last one being today; empty if that cannot be told now
 */
public record SegmentRow(
        SegmentSummary segment, String name, long size, long everybody, List<SegmentHistory.Item> days) {

    private static final double WIDTH = 120;
    private static final double HEIGHT = 22;

    public String key() {
        return segment.key();
    }

    public String state() {
        return segment.state().word();
    }

    /** What is about to serve, else what serves or did. */
    public Optional<SegmentVersion> newest() {
        return segment.next().or(segment::serving).or(segment::draft);
    }

    public boolean isPassing() {
        return segment.next().isPresent();
    }

    public long passed() {
        return segment.next().map(SegmentVersion::passed).orElse(0L);
    }

    /** From 0 to 1. */
    public double share() {
        return Passed.share(passed(), everybody);
    }

    public long entered() {
        return days.stream()
                .skip(Math.max(0, days.size() - 1))
                .mapToLong(SegmentHistory.Item::entered)
                .sum();
    }

    public long exited() {
        return days.stream()
                .skip(Math.max(0, days.size() - 1))
                .mapToLong(SegmentHistory.Item::exited)
                .sum();
    }

    /** The points of an SVG polyline, 120 wide and 24 high. */
    public String spark() {
        long most = days.stream().mapToLong(SegmentHistory.Item::size).max().orElse(0);
        StringJoiner points = new StringJoiner(" ");
        for (int i = 0; i < days.size(); i++) {
            double x = days.size() == 1 ? 0 : WIDTH * i / (days.size() - 1);
            double share = most == 0 ? 0 : days.get(i).size() / (double) most;
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, 1 + HEIGHT * (1 - share)));
        }
        return points.toString();
    }
}
