package crm.ingest.worker;

import crm.ingest.entity.RelayStatus;
import crm.ingest.entity.Shard;
import crm.ingest.service.Round;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is owed to a topic, as records, by shards of which each has one owner at a time. A {@link Relay} publishes it. */
public interface Outlet {

    /** In one word that goes into names of producers, checks and log lines: {@code profiles}. */
    String what();

    /** Under which the topic is configured. */
    String role();

    /** Of a topic that is made. */
    Map<String, String> configuration();

    /** Shards with something to publish that this node has or may take. */
    List<Integer> due(String node);

    /**
     * Takes a shard, and ends what any earlier claim of it allows; empty where another node has it. Who claims must then
     * end the producers of whoever claimed before, and only then ask for a batch.
     */
    Optional<Shard> claim(String node, int shard);

    /**
     * The batch under way if it was not sent, else a new one; empty where there is nothing more.
     *
     * @param committed number of the shard's last batch that Kafka has, and that nobody can change any more
     * @param topic where it goes
     * @throws crm.ingest.service.ShardLost if somebody else has claimed it since
     */
    Optional<Load> next(Shard shard, long committed, Round round, String topic);

    /** Lets other nodes go on at once. */
    void release(String node);

    RelayStatus status();

    /** What is published in one Kafka transaction. */
    record Load(long number, List<Parcel> parcels) {

        public Load {
            parcels = List.copyOf(parcels);
        }
    }

    /**
     * One record.
     *
     * @param name for the log, ids only
     * @param record made when it is sent, at that instant
     * @param trace the span that is the reason for it (W3C {@code traceparent}), where one is known
     * @param leaveOut what to do if the topic does not take it, being too large
     */
    record Parcel(String name, RecordAt record, Optional<String> trace, Runnable leaveOut) {}

    /** A record as of an instant. */
    @FunctionalInterface
    interface RecordAt {
        ProducerRecord<byte[], byte[]> at(Instant now);
    }
}
