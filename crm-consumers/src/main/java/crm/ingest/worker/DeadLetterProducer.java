package crm.ingest.worker;

import crm.ingest.entity.OutboxBatch;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Sends batches of dead letters; the number of each is committed at partition 0 of their topic. For one thread. */
final class DeadLetterProducer implements AutoCloseable {

    private final DeadLetterTopics topics;
    private final NumberedProducer kafka;
    private final Map<String, Long> committed = new HashMap<>();

    /** @param name of the producer for Kafka, and of the group that holds its numbers */
    DeadLetterProducer(Broker broker, String name) {
        this.topics = new DeadLetterTopics(broker);
        this.kafka = new NumberedProducer(broker, name);
    }

    /** One of the letters is larger than its topic takes. */
    static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final long letter;

        TooLarge(long letter, Throwable cause) {
            super("letter " + letter + " is too large for its topic", cause);
            this.letter = letter;
        }

        long letter() {
            return letter;
        }
    }

    /** Number of the last batch of a topic's letters that is committed, 0 for none; makes their topic if it is missing. */
    long committed(String topic) {
        topics.partitions(topic);
        return committed.computeIfAbsent(topic, name -> kafka.committed(anchor(name)));
    }

    /** @throws TooLarge if no letter of it can be sent because of one */
    void send(OutboxBatch batch) {
        int partitions = topics.partitions(batch.topic());
        try {
            kafka.send(
                    batch.letters().stream()
                            .map(letter -> DeadLetterRecord.of(letter, partitions))
                            .toList(),
                    anchor(batch.topic()),
                    batch.number());
        } catch (NumberedProducer.TooLarge e) {
            throw new TooLarge(batch.letters().get(e.index()).id(), e);
        }
        committed.put(batch.topic(), batch.number());
    }

    private static TopicPartition anchor(String topic) {
        return new TopicPartition(DeadLetterTopics.of(topic), 0);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
