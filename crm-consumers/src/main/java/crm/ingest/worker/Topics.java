package crm.ingest.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics in, as the broker has them. Thread-safe. */
@ApplicationScoped
public class Topics {

    private static final Logger LOG = System.getLogger(Topics.class.getName());
    private static final int PARTITIONS = 12;

    private final TopicNames names;
    private final Broker broker;
    private final Map<String, TopicDescription> known = new ConcurrentHashMap<>();
    private volatile Set<String> missing = Set.of();

    /** For the container's proxies. */
    protected Topics() {
        this(null, null);
    }

    @Inject
    public Topics(TopicNames names, Broker broker) {
        this.names = names;
        this.broker = broker;
    }

    /** Creates those that are missing, where the broker allows it, and learns about all. */
    void prepare() {
        Set<String> refused = absent().filter(name -> !created(name)).collect(Collectors.toUnmodifiableSet());
        missing = refused;
        known.keySet().removeAll(refused);
        ids(names.all().stream().filter(name -> !refused.contains(name)).toList());
    }

    private Stream<String> absent() {
        Set<String> present = broker.topics();
        return names.all().stream().filter(name -> !present.contains(name));
    }

    /** True also where another node was faster. */
    private boolean created(String name) {
        try {
            broker.create(List.of(new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())));
            LOG.log(Level.INFO, "topic=" + name + " created partitions=" + PARTITIONS);
            return true;
        } catch (TopicExistsException e) {
            return true;
        } catch (KafkaException e) {
            if (!missing.contains(name)) {
                LOG.log(
                        Level.WARNING,
                        "topic=" + name + " missing, cannot be created cause=\"" + Causes.names(e) + "\"");
            }
            return false;
        }
    }

    /** Kafka's ids of topics, asked now. */
    Map<String, UUID> ids(Collection<String> topics) {
        Map<String, TopicDescription> found = broker.describe(topics);
        known.putAll(found);
        Map<String, UUID> ids = new HashMap<>();
        found.forEach((name, description) -> ids.put(name, id(description.topicId())));
        return ids;
    }

    /** Kafka's id of a topic as last heard. */
    Optional<UUID> id(String topic) {
        return Optional.ofNullable(known.get(topic)).map(description -> id(description.topicId()));
    }

    /** How many partitions a topic had when last asked, 0 for one not seen yet. */
    public int partitions(String topic) {
        TopicDescription description = known.get(topic);
        return description == null ? 0 : description.partitions().size();
    }

    /** Topics in that are not there and could not be created when last asked. */
    public Set<String> missing() {
        return missing;
    }

    private static UUID id(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
}
