package crm.ingest.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends numbered batches, each in one Kafka transaction that also commits its number, as the offset of a partition in a
 * group that reads nothing. Whoever makes the next producer of this name ends this one, and what it then reads as
 * committed is what there is: so a batch is never committed twice. After a failure it is of no use any more. For one
 * thread.
 */
public final class NumberedProducer implements AutoCloseable {

    private final Broker broker;
    private final String name;
    private final ConsumerGroupMetadata group;
    private final KafkaProducer<byte[], byte[]> kafka;

    /** @param name of the producer for Kafka, and of the group that holds its numbers */
    public NumberedProducer(Broker broker, String name) {
        this.broker = broker;
        this.name = name;
        this.group = broker.clients().outsideOf(name);
        this.kafka = broker.clients().transactional(name);
        try {
            kafka.initTransactions();
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    /** One of the records is larger than its topic takes. */
    public static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int index;

        TooLarge(int index, Throwable cause) {
            super("record " + index + " of a batch is too large for its topic", cause);
            this.index = index;
        }

        /** Of the record in its batch. */
        public int index() {
            return index;
        }
    }

    /** Number of the last batch that is committed at a partition, 0 for none. */
    public long committed(TopicPartition anchor) {
        return broker.committed(name, anchor).orElse(0);
    }

    /**
     * Sends all or none; it is committed when this returns.
     *
     * @throws TooLarge if it cannot be sent because of one record
     */
    public void send(List<ProducerRecord<byte[], byte[]>> records, TopicPartition anchor, long number) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        try {
            kafka.beginTransaction();
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(kafka.send(record));
            }
            kafka.sendOffsetsToTransaction(Map.of(anchor, new OffsetAndMetadata(number)), group);
            kafka.commitTransaction();
        } catch (KafkaException e) {
            for (int i = 0; i < sent.size(); i++) {
                tellTooLarge(i, sent.get(i));
            }
            throw e;
        }
    }

    private static void tellTooLarge(int index, Future<RecordMetadata> sent) {
        try {
            if (sent.isDone()) {
                sent.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                throw new TooLarge(index, e);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** An open transaction is left to whoever comes next. */
    @Override
    public void close() {
        kafka.close(Duration.ZERO);
    }
}
