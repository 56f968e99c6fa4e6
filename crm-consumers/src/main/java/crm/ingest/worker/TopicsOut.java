package crm.ingest.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics that are written to; a missing one is made. For one thread. */
public final class TopicsOut {

    private static final Logger LOG = System.getLogger(TopicsOut.class.getName());

    private final Broker broker;
    private final Map<String, String> configuration;
    private final Map<String, Integer> partitions = new HashMap<>();

    /** @param configuration of those that are made */
    public TopicsOut(Broker broker, Map<String, String> configuration) {
        this.broker = broker;
        this.configuration = Map.copyOf(configuration);
    }

    /**
     * How many partitions it has.
     *
     * @param wanted how many it gets where it is not there
     */
    public int partitions(String topic, IntSupplier wanted) {
        return partitions.computeIfAbsent(topic, name -> count(name).orElseGet(() -> make(name, wanted.getAsInt())));
    }

    /** How many it has now; empty if it is not there. */
    Optional<Integer> count(String topic) {
        try {
            return Optional.of(
                    broker.describe(List.of(topic)).get(topic).partitions().size());
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }

    private int make(String topic, int wanted) {
        try {
            broker.create(List.of(new NewTopic(topic, Optional.of(wanted), Optional.empty()).configs(configuration)));
            LOG.log(Level.INFO, "topic=" + topic + " created partitions=" + wanted);
        } catch (TopicExistsException e) {
            return count(topic).orElse(wanted);
        }
        return wanted;
    }
}
