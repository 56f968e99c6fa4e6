package crm.operations.worker;

import crm.ingest.entity.PartitionId;
import crm.operations.entity.RecordsRead.Found;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order in which records of several partitions are shown, and where each partition goes on after a page of them. */
final class RecordOrder {

    static final Comparator<Found> BY_TIME = Comparator.comparing(Found::timestamp)
            .thenComparing(Found::partition)
            .thenComparing(Found::offset);

    private RecordOrder() {}

    /**
     * Within a partition the order of the log holds, whatever its times say: what is left begins with the first that was
     * not shown.
     *
     * @param shown what the page has, of {@code found}
     * @param ended partitions that were read to their end, where marks of transactions may stand
     * @return nothing if all was shown
     */
    static Map<Integer, Long> next(
            List<Found> shown,
            List<Found> found,
            Map<PartitionId, Long> starts,
            Map<PartitionId, Long> ends,
            Set<Integer> ended) {
        Set<Found> left = new HashSet<>(found);
        shown.forEach(left::remove);
        Map<Integer, Long> next = new HashMap<>();
        boolean more = false;
        for (Map.Entry<PartitionId, Long> start : starts.entrySet()) {
            int partition = start.getKey().partition();
            long end = ends.get(start.getKey());
            long read = ended.contains(partition) ? end : last(partition, found, start.getValue() - 1) + 1;
            long at = Math.min(end, first(partition, left, read));
            next.put(partition, at);
            more |= at < end;
        }
        return more ? next : Map.of();
    }

    private static long first(int partition, Set<Found> records, long otherwise) {
        return records.stream()
                .filter(record -> record.partition() == partition)
                .mapToLong(Found::offset)
                .min()
                .orElse(otherwise);
    }

    private static long last(int partition, List<Found> records, long otherwise) {
        return records.stream()
                .filter(record -> record.partition() == partition)
                .mapToLong(Found::offset)
                .max()
                .orElse(otherwise);
    }
}
