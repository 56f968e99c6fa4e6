package crm.ingest.worker;

import crm.ingest.entity.OutboxBatch;
import crm.ingest.service.DeadLetterOutbox;
import crm.platform.service.DatabaseSchema;
import crm.platform.service.Node;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Publishes dead letters, from the table in which they were parked, on the {@code .dlt} of their topic: one node at a time,
 * in batches, each in one Kafka transaction. Where that fails the topic waits, longer each time, and holds nothing else
 * up. Looks every second.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeadLetterPublisher {

    private static final Logger LOG = System.getLogger(DeadLetterPublisher.class.getName());
    private static final int SECONDS_TO_END = 5;

    @Resource(lookup = Supervisor.EXECUTOR)
    private ManagedExecutorService threads;

    @EJB
    private DatabaseSchema schema;

    @EJB
    private Supervisor supervisor;

    @EJB
    private DeadLetterOutbox outbox;

    @Inject
    private Broker broker;

    @Inject
    private Node node;

    @Inject
    @ConfigProperty(name = "crm.group.prefix")
    private String prefix;

    private final Suspension suspension = new Suspension();
    private final Semaphore free = new Semaphore(1);
    private final Waits<String> waits = new Waits<>();
    private volatile boolean stopping;
    private boolean plain = true;
    private DeadLetterProducer producer;

    @PostConstruct
    void start() {
        LOG.log(Level.DEBUG, "dead letters are published by " + prefix + "dead-letters");
    }

    /** What keeps dead letters from being published, in words for operators; empty if nothing does. */
    public String waitsFor() {
        return waits.causes().entrySet().stream()
                .map(wait -> "Dead letters wait to be published on " + DeadLetterTopics.of(wait.getKey()) + ": "
                        + wait.getValue() + ".")
                .collect(Collectors.joining(" "));
    }

    /** Never waits: publishing, which may, happens on a thread of its own. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void tick() {
        boolean wanted = !stopping && schema.ready() && supervisor.brokerPresent() && suspension.running();
        if (wanted && free.tryAcquire()) {
            try {
                threads.execute(this::publishAll);
            } catch (RejectedExecutionException e) {
                free.release();
            }
        }
    }

    private void publishAll() {
        try {
            while (plain && !stopping) {
                plain = outbox.sealPlain();
            }
            for (String topic : outbox.topics(node.name())) {
                publishDue(topic);
            }
        } catch (RuntimeException e) {
            // Of the database; the next second asks again, and whoever reads tells that it is away.
            LOG.log(Level.DEBUG, "dead letters wait", e);
        } finally {
            if (stopping) {
                letGo(); // its thread must not outlive the application
            }
            free.release();
        }
    }

    private void publishDue(String topic) {
        if (stopping || !waits.due(topic)) {
            return;
        }
        try {
            publish(topic);
            waits.succeeded(topic);
        } catch (DeadLetterProducer.TooLarge e) {
            LOG.log(Level.WARNING, "dead_letter=" + e.letter() + " published=never cause=too_large");
            letGo();
            outbox.withhold(e.letter(), "too_large");
        } catch (RuntimeException | LinkageError e) {
            letGo();
            waitAfter(topic, e);
        }
    }

    private void publish(String topic) {
        Optional<OutboxBatch> batch = next(topic);
        while (batch.isPresent() && !stopping) {
            publish(batch.get());
            batch = next(topic);
        }
    }

    /** First the producer, then the batch: who has taken the lease meanwhile has ended this producer. */
    private Optional<OutboxBatch> next(String topic) {
        if (producer == null) {
            producer = new DeadLetterProducer(broker, prefix + "dead-letters");
        }
        return outbox.next(node.name(), topic, producer.committed(topic));
    }

    private void publish(OutboxBatch batch) {
        // One that was sent before a crash is committed already.
        if (batch.number() > producer.committed(batch.topic())) {
            producer.send(batch);
        }
        outbox.published(batch);
        LOG.log(
                Level.INFO,
                "dead_letters=published topic=" + DeadLetterTopics.of(batch.topic()) + " count="
                        + batch.letters().size());
    }

    private void waitAfter(String topic, Throwable cause) {
        if (waits.failed(topic, cause) && !stopping) {
            LOG.log(
                    Level.WARNING,
                    "dead_letters=waiting topic=" + DeadLetterTopics.of(topic) + " cause=\"" + Causes.name(cause)
                            + '"');
        }
        LOG.log(Level.DEBUG, "dead letters wait", cause);
    }

    private void letGo() {
        if (producer != null) {
            producer.close();
            producer = null;
        }
    }

    /** What is under way ends first, if that is soon; whoever comes next completes it otherwise. */
    @PreDestroy
    void stop() {
        stopping = true;
        try {
            if (free.tryAcquire(SECONDS_TO_END, TimeUnit.SECONDS)) {
                letGo();
                outbox.release(node.name());
            } else {
                LOG.log(Level.WARNING, "dead_letters=unfinished");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the lease ends by itself", e);
        }
    }
}
