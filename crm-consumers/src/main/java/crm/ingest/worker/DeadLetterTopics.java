package crm.ingest.worker;

import java.util.Map;

/**
 * The topics on which dead letters are published: that of the record with {@value #END} behind it. A missing one is made
 * with as many partitions as the record's has, so that a record keeps its partition and those of a key their order. For
 * one thread.
 */
final class DeadLetterTopics {

    static final String END = ".dlt";

    /** Twice what a broker takes by default: a record, and beside it why it was refused. */
    private static final Map<String, String> SIZES = Map.of("max.message.bytes", String.valueOf(2 * 1024 * 1024));

    private final TopicsOut topics;

    DeadLetterTopics(Broker broker) {
        this.topics = new TopicsOut(broker, SIZES);
    }

    static String of(String topic) {
        return topic + END;
    }

    /** How many partitions the topic of dead letters has, made if it is not there. */
    int partitions(String topic) {
        return topics.partitions(of(topic), () -> topics.count(topic).orElse(1));
    }
}
