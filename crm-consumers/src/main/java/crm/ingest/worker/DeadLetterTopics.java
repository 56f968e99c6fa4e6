package crm.ingest.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics on which dead letters are published: that of the record with {@value #END} behind it. A missing one is made
 * with as many partitions as the record's has, so that a record keeps its partition and those of a key their order. For
 * one thread.
 */
final class DeadLetterTopics {

    static final String END = ".dlt";

    private static final Logger LOG = System.getLogger(DeadLetterTopics.class.getName());

    /** Twice what a broker takes by default: a record, and beside it why it was refused. */
    private static final Map<String, String> SIZES = Map.of("max.message.bytes", String.valueOf(2 * 1024 * 1024));

    private final Broker broker;
    private final Map<String, Integer> partitions = new HashMap<>();

    DeadLetterTopics(Broker broker) {
        this.broker = broker;
    }

    static String of(String topic) {
        return topic + END;
    }

    /** How many partitions the topic of dead letters has, made if it is not there. */
    int partitions(String topic) {
        return partitions.computeIfAbsent(topic, this::look);
    }

    private int look(String topic) {
        return count(of(topic)).orElseGet(() -> make(topic));
    }

    private int make(String topic) {
        int wanted = count(topic).orElse(1);
        try {
            broker.create(List.of(new NewTopic(of(topic), Optional.of(wanted), Optional.empty()).configs(SIZES)));
            LOG.log(Level.INFO, "topic=" + of(topic) + " created partitions=" + wanted);
        } catch (TopicExistsException e) {
            return count(of(topic)).orElse(wanted);
        }
        return wanted;
    }

    private Optional<Integer> count(String name) {
        try {
            return Optional.of(
                    broker.describe(List.of(name)).get(name).partitions().size());
        } catch (UnknownTopicOrPartitionException e) {
            return Optional.empty();
        }
    }
}
