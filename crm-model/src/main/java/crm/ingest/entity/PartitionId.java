package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/** One partition of a topic, by the topic's actual name. */
public record PartitionId(String topic, int partition) implements Comparable<PartitionId> {

    private static final Comparator<PartitionId> ORDER =
            Comparator.comparing(PartitionId::topic).thenComparingInt(PartitionId::partition);

    public PartitionId {
        requireNonNull(topic, "topic");
    }

    @Override
    public int compareTo(PartitionId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return topic + '-' + partition;
    }
}
