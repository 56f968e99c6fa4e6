package crm.ingest.worker;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A topic on which something of ours is published; a missing one is made. For one thread. */
final class OutTopic {

    private static final int PARTITIONS = 12;

    private final String name;
    private final TopicsOut topics;

    /** @param configuration of one that is made */
    OutTopic(Broker broker, String name, Map<String, String> configuration) {
        this.name = name;
        this.topics = new TopicsOut(broker, configuration);
    }

    /** @param role under which it is configured */
    static String name(TopicNames names, String role) {
        String name = names.of(role);
        if (names.all().contains(name)) {
            throw new IllegalArgumentException("crm.topic." + role + " is a topic that events are read from");
        }
        return name;
    }

    String name() {
        return name;
    }

    /** Makes it if it is not there. */
    void prepare() {
        topics.partitions(name, () -> PARTITIONS);
    }

    /** Where the numbers of batches are committed. */
    TopicPartition anchor() {
        return new TopicPartition(name, 0);
    }
}
