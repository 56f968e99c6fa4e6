package crm.it.lab;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What somebody who reads a topic of dead letters finds there, uncommitted records left out. */
public record DeadLetterTopic(String bootstrapServers, String name) {

    /** All records with a key that begins so. */
    public List<ConsumerRecord<byte[], byte[]>> withKeys(String beginning) {
        return new CommittedTopic(bootstrapServers, name).withKeys(beginning);
    }

    /** A header of a record as text. */
    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return CommittedTopic.header(record, name);
    }
}
