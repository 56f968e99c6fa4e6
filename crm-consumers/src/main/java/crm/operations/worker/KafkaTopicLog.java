package crm.operations.worker;

import crm.ingest.entity.LogAway;
import crm.ingest.entity.PartitionId;
import crm.ingest.worker.Broker;
import crm.ingest.worker.TopicNames;
import crm.operations.entity.RecordQuestion;
import crm.operations.entity.RecordsRead;
import crm.operations.entity.TopicStatus;
import crm.operations.entity.TopicStatus.LogRange;
import crm.operations.service.TopicLog;
import crm.platform.entity.Busy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/** Our topics, asked of the broker. Others of the same cluster are nobody's affair here. */
@Singleton
@Local(TopicLog.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KafkaTopicLog implements TopicLog {

    /** A reader holds up to some megabytes for some seconds. */
    private static final int AT_ONCE = 4;

    private static final List<String> OUT = List.of(
            "crm_profile", "crm_segment_membership", "crm_fraud_decision", "crm_service_reply", "crm_campaign_message");
    private static final String DEAD_LETTERS = ".dlt";

    @Inject
    private Broker broker;

    @Inject
    private TopicNames names;

    private final Semaphore readers = new Semaphore(AT_ONCE);

    @Override
    public List<TopicStatus> topics() {
        return asked(() -> {
            Map<String, TopicDescription> found = broker.describe(ours());
            List<PartitionId> partitions =
                    found.values().stream().flatMap(KafkaTopicLog::partitions).toList();
            Map<PartitionId, Long> begins = broker.begins(partitions);
            Map<PartitionId, Long> ends = broker.ends(partitions);
            Map<String, Map<String, String>> settings = broker.settings(found.keySet());
            return new TreeSet<>(found.keySet())
                    .stream()
                            .map(topic ->
                                    status(found.get(topic), begins, ends, settings.getOrDefault(topic, Map.of())))
                            .toList();
        });
    }

    private Set<String> ours() {
        Set<String> ours = new TreeSet<>();
        Stream.concat(names.all().stream(), OUT.stream().map(names::of))
                .forEach(topic -> ours.addAll(List.of(topic, topic + DEAD_LETTERS)));
        ours.retainAll(broker.topics());
        return ours;
    }

    private static Stream<PartitionId> partitions(TopicDescription topic) {
        return IntStream.range(0, topic.partitions().size()).mapToObj(number -> new PartitionId(topic.name(), number));
    }

    private static TopicStatus status(
            TopicDescription topic,
            Map<PartitionId, Long> begins,
            Map<PartitionId, Long> ends,
            Map<String, String> settings) {
        List<LogRange> logs = partitions(topic)
                .map(partition -> new LogRange(partition.partition(), begins.get(partition), ends.get(partition)))
                .toList();
        String policy = settings.getOrDefault("cleanup.policy", "delete");
        long retention = Long.parseLong(settings.getOrDefault("retention.ms", "-1"));
        return new TopicStatus(
                topic.name(),
                logs.size(),
                topic.partitions().get(0).replicas().size(),
                logs.stream()
                        .mapToLong(log -> log.endOffset() - log.beginOffset())
                        .sum(),
                retention < 0 || !policy.contains("delete") ? OptionalLong.empty() : OptionalLong.of(retention),
                policy,
                logs);
    }

    @Override
    public Optional<RecordsRead> read(RecordQuestion question) {
        if (!readers.tryAcquire()) {
            throw new Busy("looks at records");
        }
        try {
            return asked(
                    () -> described(question.topic()).flatMap(topic -> new RecordSearch(broker, question).in(topic)));
        } finally {
            readers.release();
        }
    }

    private Optional<TopicDescription> described(String topic) {
        return ours().contains(topic)
                ? Optional.ofNullable(broker.describe(List.of(topic)).get(topic))
                : Optional.empty();
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw new LogAway();
        }
    }
}
