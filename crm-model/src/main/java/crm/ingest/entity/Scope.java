package crm.ingest.entity;

/**
 * What part of a group is meant.
 *
 * @param topic actual name, empty for all topics
 * @param partition {@link #ALL} for all partitions
 */
public record Scope(String topic, int partition) {

    public static final int ALL = -1;

    /** The whole group. */
    public static final Scope GROUP = new Scope("", ALL);

    public Scope {
        if (partition < ALL || (topic.isEmpty() && partition != ALL)) {
            throw new IllegalArgumentException("a partition is one of a topic");
        }
    }

    public static Scope topic(String topic) {
        return new Scope(topic, ALL);
    }

    public static Scope partition(PartitionId partition) {
        return new Scope(partition.topic(), partition.partition());
    }

    public boolean covers(PartitionId other) {
        return (topic.isEmpty() || topic.equals(other.topic())) && (partition == ALL || partition == other.partition());
    }

    @Override
    public String toString() {
        return topic.isEmpty() ? "all" : partition == ALL ? topic : topic + '-' + partition;
    }
}
