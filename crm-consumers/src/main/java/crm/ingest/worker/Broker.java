package crm.ingest.worker;

import crm.ingest.entity.PartitionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Questions to the Kafka cluster. One client for the whole application, made when first needed. Every question waits at
 * most a few seconds and fails with {@link KafkaException}. Thread-safe.
 */
@ApplicationScoped
public class Broker {

    private static final int SECONDS_TO_ANSWER = 4;
    private static final ListConsumerGroupOffsetsSpec ALL_PARTITIONS = new ListConsumerGroupOffsetsSpec();

    private final KafkaClients clients;
    private Admin admin;
    private boolean closed;

    /** For the container's proxies. */
    protected Broker() {
        this.clients = null;
    }

    @Inject
    public Broker(org.eclipse.microprofile.config.Config config) {
        this.clients = new KafkaClients(new KafkaSettings(config));
    }

    /** Fails unless the cluster answers. */
    public void probe() {
        answer(admin().describeCluster().clusterId());
    }

    /** Names of all topics. */
    public Set<String> topics() {
        return answer(admin().listTopics().names());
    }

    void create(Collection<NewTopic> topics) {
        answer(admin().createTopics(topics).all());
    }

    /** How the broker keeps each topic: its settings by name. */
    public Map<String, Map<String, String>> settings(Collection<String> topics) {
        Map<ConfigResource, Config> found = answer(admin().describeConfigs(topics.stream()
                        .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                        .toList())
                .all());
        Map<String, Map<String, String>> settings = new HashMap<>();
        found.forEach((topic, config) -> settings.put(
                topic.name(),
                config.entries().stream()
                        .filter(entry -> entry.value() != null)
                        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value))));
        return settings;
    }

    public Map<String, TopicDescription> describe(Collection<String> topics) {
        return answer(admin().describeTopics(topics).allTopicNames());
    }

    /** Where the next record of each partition will be written. */
    public Map<PartitionId, Long> ends(Collection<PartitionId> partitions) {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The same, but not beyond transactions that have not ended: how far a worker can read. */
    public Map<PartitionId, Long> stableEnds(Collection<PartitionId> partitions) {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    /** The oldest offset of each partition. */
    public Map<PartitionId, Long> begins(Collection<PartitionId> partitions) {
        return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED);
    }

    /** The first offset of each partition produced at that time or later, -1 without one. */
    public Map<PartitionId, Long> since(Collection<PartitionId> partitions, Instant time) {
        return offsets(partitions, OffsetSpec.forTimestamp(time.toEpochMilli()), IsolationLevel.READ_COMMITTED);
    }

    private Map<PartitionId, Long> offsets(
            Collection<PartitionId> partitions, OffsetSpec which, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(KafkaPartitions::kafka, partition -> which));
        Map<PartitionId, Long> offsets = new TreeMap<>();
        answer(admin().listOffsets(asked, new ListOffsetsOptions(isolation)).all())
                .forEach((partition, found) -> offsets.put(KafkaPartitions.ours(partition), found.offset()));
        return offsets;
    }

    /** Static ids of the members of each group; none for a group that the cluster does not know. */
    public Map<String, Set<String>> members(Collection<String> groups) {
        Map<String, Set<String>> members = new HashMap<>();
        admin().describeConsumerGroups(groups)
                .describedGroups()
                .forEach((group, described) -> members.put(group, members(described)));
        return members;
    }

    private static Set<String> members(KafkaFuture<ConsumerGroupDescription> described) {
        try {
            return members(answer(described));
        } catch (GroupIdNotFoundException e) {
            return Set.of();
        }
    }

    private static Set<String> members(ConsumerGroupDescription group) {
        return group.members().stream()
                .map(member -> member.groupInstanceId().orElse(member.consumerId()))
                .collect(Collectors.toSet());
    }

    /** What each group has committed, by partition; nothing for a group that the cluster does not know. */
    public Map<String, Map<PartitionId, Long>> committed(Collection<String> groups) {
        Map<String, ListConsumerGroupOffsetsSpec> asked =
                groups.stream().collect(Collectors.toMap(Function.identity(), group -> ALL_PARTITIONS));
        ListConsumerGroupOffsetsResult answers = admin().listConsumerGroupOffsets(asked);
        Map<String, Map<PartitionId, Long>> committed = new HashMap<>();
        groups.forEach(group -> committed.put(group, offsets(answers.partitionsToOffsetAndMetadata(group))));
        return committed;
    }

    private static Map<PartitionId, Long> offsets(KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> found) {
        Map<PartitionId, Long> offsets = new HashMap<>();
        try {
            answer(found).forEach((partition, offset) -> {
                if (offset != null) {
                    offsets.put(KafkaPartitions.ours(partition), offset.offset());
                }
            });
        } catch (GroupIdNotFoundException e) {
            // It has never committed anything.
        }
        return offsets;
    }

    /** What a group has committed for a partition, once no transaction can change it any more. */
    OptionalLong committed(String group, TopicPartition partition) {
        Map<String, ListConsumerGroupOffsetsSpec> asked =
                Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition)));
        try {
            OffsetAndMetadata found = answer(admin().listConsumerGroupOffsets(
                                    asked, new ListConsumerGroupOffsetsOptions().requireStable(true))
                            .partitionsToOffsetAndMetadata(group))
                    .get(partition);
            return found == null ? OptionalLong.empty() : OptionalLong.of(found.offset());
        } catch (GroupIdNotFoundException e) {
            return OptionalLong.empty();
        }
    }

    /** A consumer of no group, to be closed by the caller. */
    public KafkaConsumer<byte[], byte[]> reader() {
        return clients.reader();
    }

    /** The same that reads many records at once, up to as many megabytes in one answer. */
    public KafkaConsumer<byte[], byte[]> reader(int records, int megabytes) {
        return clients.reader(records, megabytes);
    }

    KafkaClients clients() {
        return clients;
    }

    /** Ends the client, for good: its threads must not outlive the application. */
    public synchronized void close() {
        closed = true;
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private synchronized Admin admin() {
        if (closed) {
            throw new KafkaException("the application ends");
        } else if (admin == null) {
            admin = clients.admin();
        }
        return admin;
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("no answer in " + SECONDS_TO_ANSWER + " s", e);
        } catch (InterruptedException e) {
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }
}
