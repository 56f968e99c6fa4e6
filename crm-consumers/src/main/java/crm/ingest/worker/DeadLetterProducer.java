package crm.ingest.worker;

import crm.ingest.entity.OutboxBatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends batches of dead letters, each in one Kafka transaction that also commits the batch's number, as the offset of
 * partition 0 of their topic in a group that reads nothing. Whoever initialises the next producer ends this one, and what
 * it then reads as committed is what there is: so a batch is never committed twice. After a failure it is of no use any
 * more. For one thread.
 */
final class DeadLetterProducer implements AutoCloseable {

    private final Broker broker;
    private final String group;
    private final DeadLetterTopics topics;
    private final ConsumerGroupMetadata metadata;
    private final KafkaProducer<byte[], byte[]> kafka;
    private final Map<String, Long> committed = new HashMap<>();

    /** @param name of the producer for Kafka, and of the group that holds its numbers */
    DeadLetterProducer(Broker broker, String name) {
        this.broker = broker;
        this.group = name;
        this.topics = new DeadLetterTopics(broker);
        this.metadata = broker.clients().outsideOf(name);
        this.kafka = broker.clients().transactional(name);
        try {
            kafka.initTransactions();
        } catch (KafkaException e) {
            close();
            throw e;
        }
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
        return committed.computeIfAbsent(
                topic, name -> broker.committed(group, anchor(name)).orElse(0));
    }

    /** @throws TooLarge if no letter of it can be sent because of one */
    void send(OutboxBatch batch) {
        Map<Long, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        try {
            kafka.beginTransaction();
            int partitions = topics.partitions(batch.topic());
            for (OutboxBatch.Item letter : batch.letters()) {
                sent.put(letter.id(), kafka.send(DeadLetterRecord.of(letter, partitions)));
            }
            kafka.sendOffsetsToTransaction(
                    Map.of(anchor(batch.topic()), new OffsetAndMetadata(batch.number())), metadata);
            kafka.commitTransaction();
        } catch (KafkaException e) {
            sent.forEach(DeadLetterProducer::tellTooLarge);
            throw e;
        }
        committed.put(batch.topic(), batch.number());
    }

    private static void tellTooLarge(long letter, Future<RecordMetadata> sent) {
        try {
            if (sent.isDone()) {
                sent.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                throw new TooLarge(letter, e);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static TopicPartition anchor(String topic) {
        return new TopicPartition(DeadLetterTopics.of(topic), 0);
    }

    /** An open transaction is left to whoever comes next. */
    @Override
    public void close() {
        kafka.close(Duration.ZERO);
    }
}
