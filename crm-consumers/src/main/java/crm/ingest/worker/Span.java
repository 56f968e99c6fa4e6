package crm.ingest.worker;

import crm.ingest.entity.Advance;
import crm.ingest.entity.Claim;
import crm.ingest.entity.PartitionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * The part of a batch that lies in one partition.
 *
 * @param epoch of the claim it was read under
 * @param from where the position must stand before it
 * @param to where it stands after it, beyond holes that no record fills
 * @param leaderEpoch of its last record, where known
 * @param items in the order of the log, none if only holes were read
 */
record Span(PartitionId partition, long epoch, long from, long to, Optional<Integer> leaderEpoch, List<Item> items) {

    Span {
        items = List.copyOf(items);
    }

    Advance advance() {
        return new Advance(partition, epoch, from, to, leaderEpoch, items.size(), lastProduced());
    }

    /** Where reading goes on after it. */
    OffsetAndMetadata end() {
        return new OffsetAndMetadata(to, leaderEpoch, "");
    }

    /** Whether it goes on exactly where the claim stands, and was read under it. */
    boolean continues(Claim claim) {
        return claim.epoch() == epoch && claim.nextOffset() == from;
    }

    private Optional<Instant> lastProduced() {
        return items.stream().map(item -> item.delivery().timestamp()).max(Comparator.naturalOrder());
    }

    /** The first {@code count} of its items; all of it if it has no more. */
    Span first(int count) {
        return count >= items.size() ? this : new Span(partition, epoch, from, start(count), leaderEpoch, head(count));
    }

    /** What comes after the first {@code count}; there must be more. */
    Span rest(int count) {
        List<Item> tail = items.subList(count, items.size());
        return new Span(partition, epoch, count == 0 ? from : start(count), to, leaderEpoch, tail);
    }

    private List<Item> head(int count) {
        return items.subList(0, count);
    }

    private long start(int index) {
        return items.get(index).delivery().offset();
    }

    Span with(List<Item> others) {
        return new Span(partition, epoch, from, to, leaderEpoch, others);
    }
}
