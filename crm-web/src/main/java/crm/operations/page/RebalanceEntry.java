package crm.operations.page;

import crm.ingest.entity.Rebalance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a member was told at one time, of all topics.
 *
 * @param kind {@code assigned}, {@code revoked} or {@code lost}
 * @param count of partitions
 */
public record RebalanceEntry(Instant at, String member, String kind, int count, List<Rebalance> topics) {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** @param told latest first */
    static List<RebalanceEntry> of(List<Rebalance> told) {
        List<RebalanceEntry> entries = new ArrayList<>();
        List<Rebalance> together = new ArrayList<>();
        for (Rebalance next : told) {
            if (!together.isEmpty() && !isSame(together.get(0), next)) {
                entries.add(entry(together));
                together = new ArrayList<>();
            }
            together.add(0, next);
        }
        if (!together.isEmpty()) {
            entries.add(entry(together));
        }
        return entries;
    }

    private static boolean isSame(Rebalance one, Rebalance other) {
        return one.member().equals(other.member())
                && one.kind() == other.kind()
                && Duration.between(other.at(), one.at()).abs().compareTo(AT_ONCE) < 0;
    }

    private static RebalanceEntry entry(List<Rebalance> together) {
        Rebalance first = together.get(0);
        return new RebalanceEntry(
                first.at(),
                first.member(),
                first.kind().word(),
                together.stream().mapToInt(one -> one.partitions().size()).sum(),
                List.copyOf(together));
    }
}
