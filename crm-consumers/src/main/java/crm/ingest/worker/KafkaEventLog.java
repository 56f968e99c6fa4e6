package crm.ingest.worker;

import crm.ingest.service.EventLog;
import crm.platform.service.Node;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * The topics in, as the log that events are written to: one idempotent producer per node, made when first needed and
 * let go when the broker is away for long, since clients spin without one, or the server suspends.
 */
@Singleton
@Local(EventLog.class)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KafkaEventLog implements EventLog {

    private static final Logger LOG = System.getLogger(KafkaEventLog.class.getName());
    private static final Duration TO_FINISH = Duration.ofSeconds(5);
    private static final int TICKS_WITHOUT_BROKER = 10;

    @EJB
    private Supervisor supervisor;

    @Inject
    private Broker broker;

    @Inject
    private TopicNames topics;

    @Inject
    private Node node;

    private final Suspension suspension = new Suspension();
    private EventProducer producer;
    private boolean closed;
    private int without;

    @Override
    public List<Outcome> append(List<Entry> entries) {
        if (!supervisor.brokerPresent()) {
            return nothing(entries);
        }
        EventProducer mine;
        try {
            mine = producer();
        } catch (KafkaException e) {
            // Not what it says: a message about a setting quotes it, and it may be a password.
            LOG.log(Level.WARNING, "producer=failed cause=\"" + Causes.names(e) + "\"; check CRM_KAFKA_*");
            return nothing(entries);
        }
        List<Outcome> outcomes = mine.append(entries);
        if (mine.broken()) {
            replace(mine);
        }
        return outcomes;
    }

    private static List<Outcome> nothing(List<Entry> entries) {
        return Collections.nCopies(entries.size(), Outcome.NOT_TAKEN);
    }

    private synchronized EventProducer producer() {
        if (closed) {
            throw new KafkaException("the application ends");
        }
        if (producer == null) {
            producer = new EventProducer(broker.clients().producer("crm-intake-" + node.name()), topics);
        }
        return producer;
    }

    private synchronized void replace(EventProducer broken) {
        if (producer == broken) {
            LOG.log(Level.WARNING, "producer=broken, the next event gets another");
            letGo(Duration.ZERO);
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    synchronized void tick() {
        if (producer == null) {
            return;
        }
        without = supervisor.brokerPresent() ? 0 : without + 1;
        if (without > TICKS_WITHOUT_BROKER) {
            letGo(Duration.ZERO);
        } else if (!suspension.running()) {
            letGo(TO_FINISH);
        }
    }

    private void letGo(Duration patience) {
        producer.close(patience);
        producer = null;
        without = 0;
    }

    @PreDestroy
    synchronized void stop() {
        closed = true;
        if (producer != null) {
            letGo(TO_FINISH);
        }
    }
}
