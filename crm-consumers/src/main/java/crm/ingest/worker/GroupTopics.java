package crm.ingest.worker;

import crm.ingest.entity.LogAway;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** The topics that groups read, as the broker has them. Thread-safe. */
@ApplicationScoped
public class GroupTopics {

    private final Broker broker;
    private final Topics topics;
    private final Groups groups;

    /** For the container's proxies. */
    protected GroupTopics() {
        this(null, null, null);
    }

    @Inject
    public GroupTopics(Broker broker, Topics topics, Groups groups) {
        this.broker = broker;
        this.topics = topics;
        this.groups = groups;
    }

    /**
     * Actual names of a group's topics with the number of their partitions, as last seen; 0 for one not seen yet. Empty for
     * a group that there is not. Never waits.
     */
    public Optional<Map<String, Integer>> of(String group) {
        return groups.all().stream()
                .filter(known -> known.id().equals(group))
                .findFirst()
                .map(found ->
                        found.topics().stream().collect(Collectors.toMap(Function.identity(), topics::partitions)));
    }

    /**
     * What the log holds of these now, as far as transactions of producers have ended. Waits for some seconds.
     *
     * @throws LogAway if it does not answer
     */
    public List<PartitionLog> logs(Collection<PartitionId> partitions) {
        return answer(() -> {
            Map<PartitionId, Long> begins = broker.begins(partitions);
            Map<PartitionId, Long> ends = broker.stableEnds(partitions);
            Map<String, UUID> ids =
                    topics.ids(partitions.stream().map(PartitionId::topic).collect(Collectors.toSet()));
            return partitions.stream()
                    .map(partition -> new PartitionLog(
                            partition, ids.get(partition.topic()), begins.get(partition), ends.get(partition)))
                    .toList();
        });
    }

    /** Where producers put the records of a key, unless they have a way of their own. */
    public PartitionId home(String topic, byte[] key, int partitions) {
        return new PartitionId(topic, KafkaPartitions.of(key, partitions));
    }

    /**
     * The first offset of each whose record was produced at that time or later; without those that have none.
     *
     * @throws LogAway if it does not answer
     */
    public Map<PartitionId, Long> since(Collection<PartitionId> partitions, Instant time) {
        Map<PartitionId, Long> offsets = new HashMap<>(answer(() -> broker.since(partitions, time)));
        offsets.values().removeIf(offset -> offset < 0);
        return offsets;
    }

    private static <T> T answer(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw new LogAway();
        }
    }
}
