package crm.profile.worker;

import crm.ingest.worker.Broker;
import crm.ingest.worker.TopicNames;
import crm.ingest.worker.TopicsOut;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic on which profiles are published. A missing one is made so that it keeps the last record of each profile and
 * nothing else. For one thread.
 */
final class ProfileTopic {

    static final String ROLE = "crm_profile";

    private static final int PARTITIONS = 12;
    private static final Map<String, String> COMPACTED =
            Map.of("cleanup.policy", "compact", "max.message.bytes", String.valueOf(2 * 1024 * 1024));

    private final String name;
    private final TopicsOut topics;

    ProfileTopic(Broker broker, TopicNames names) {
        this.name = name(names);
        this.topics = new TopicsOut(broker, COMPACTED);
    }

    static String name(TopicNames names) {
        String name = names.of(ROLE);
        if (names.all().contains(name)) {
            throw new IllegalArgumentException("crm.topic." + ROLE + " is a topic that events are read from");
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
