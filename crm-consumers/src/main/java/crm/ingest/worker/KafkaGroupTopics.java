package crm.ingest.worker;

import crm.ingest.entity.LogAway;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import crm.ingest.service.GroupTopics;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
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

/** The groups' topics as Kafka has them. */
@Stateless
@Local(GroupTopics.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KafkaGroupTopics implements GroupTopics {

    @Inject
    private Broker broker;

    @Inject
    private Topics topics;

    @Inject
    private Groups groups;

    @Override
    public Optional<Map<String, Integer>> of(String group) {
        return groups.all().stream()
                .filter(known -> known.id().equals(group))
                .findFirst()
                .map(found ->
                        found.topics().stream().collect(Collectors.toMap(Function.identity(), topics::partitions)));
    }

    @Override
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

    @Override
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
