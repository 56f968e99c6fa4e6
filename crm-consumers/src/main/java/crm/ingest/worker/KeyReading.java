package crm.ingest.worker;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.SoughtKey;
import crm.ingest.service.HeldKeys;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the records of a key that an operator wants again, and puts them behind it, some at a time. Each step is one
 * transaction that also says how far it came, so that whoever dies is followed by another from there.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeyReading {

    static final int RECORDS = 500;

    private static final Logger LOG = System.getLogger(KeyReading.class.getName());
    private static final Duration STEP = Duration.ofSeconds(2);
    private static final long BYTES = 8L * 1024 * 1024;

    @EJB
    private HeldKeys keys;

    @Inject
    private KeyRecords log;

    @Inject
    private Topics topics;

    @Inject
    private Groups groups;

    /** Those for which something is to be read. */
    public List<SoughtKey> open() {
        return keys.sought(groups.ids());
    }

    /**
     * One step with one of them, of a few seconds at most.
     *
     * @throws org.apache.kafka.common.KafkaException if the log does not answer
     */
    public void step(SoughtKey sought) {
        String topic = sought.partition().topic();
        UUID now = topics.ids(List.of(topic)).get(topic);
        if (!sought.topicId().equals(now)) {
            LOG.log(Level.WARNING, "held_key=" + sought.key() + " again=none; its topic is no more");
            keys.again(sought, List.of(), sought.end());
            return;
        }
        Optional<Group> home = groups.byId(sought.group());
        if (home.isPresent()) {
            read(sought, home.get().role(topic));
        }
    }

    private void read(SoughtKey sought, String role) {
        Room room = new Room(role, sought.topicId());
        long next = log.read(sought.partition(), sought.hash(), sought.next(), sought.end(), STEP, room::take);
        if (next > sought.next() && keys.again(sought, room.taken, next) && next >= sought.end()) {
            LOG.log(Level.INFO, "held_key=" + sought.key() + " again=read to=" + sought.end());
        }
    }

    /** What one transaction takes. */
    private static final class Room {

        private final String role;
        private final UUID topicId;
        private final List<Delivery> taken = new ArrayList<>();
        private long bytes;

        Room(String role, UUID topicId) {
            this.role = role;
            this.topicId = topicId;
        }

        boolean take(ConsumerRecord<byte[], byte[]> record) {
            taken.add(Decoding.delivery(record, role, topicId));
            bytes += Decoding.bytes(record);
            return taken.size() < RECORDS && bytes < BYTES;
        }
    }
}
