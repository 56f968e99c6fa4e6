package crm.ingest.worker;

import crm.ingest.service.EventDecoder;
import crm.ingest.service.FreshnessService;
import crm.ingest.service.MappingWatch;
import crm.ingest.service.PositionStore;
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
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;

/**
 * Keeps the workers of this node running: looks every second, once the schema is there and while the server runs and the
 * broker answers, and ends them before the application goes. Thread-safe, without transactions.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@ManagedExecutorDefinition(name = Supervisor.EXECUTOR, maxAsync = Supervisor.THREADS, hungTaskThreshold = 0)
public class Supervisor {

    /** Of the application's own, since the server's default one queues what its few threads cannot take. */
    public static final String EXECUTOR = "java:app/concurrent/crm-workers";

    static final int THREADS = 128;

    private static final Logger LOG = System.getLogger(Supervisor.class.getName());
    private static final Duration TO_END = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TOPICS = Duration.ofSeconds(15);

    @Resource(lookup = EXECUTOR)
    private ManagedExecutorService threads;

    @EJB
    private DatabaseSchema schema;

    @EJB
    private FreshnessService freshness;

    @EJB
    private MappingWatch mappings;

    @EJB
    private PositionStore positions;

    @EJB
    private BatchTransaction transaction;

    @Inject
    private EventDecoder decoder;

    @Inject
    private Broker broker;

    @Inject
    private Topics topics;

    @Inject
    private Groups groups;

    @Inject
    private Node node;

    @Inject
    private WorkerTelemetry telemetry;

    private final InstantSource clock = InstantSource.system();
    private final Suspension suspension = new Suspension();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final List<Seat> seats = new ArrayList<>();
    private Contact contact;
    private Workplace workplace;
    private Instant nextTopics = Instant.MIN;
    private volatile boolean stopping;

    @PostConstruct
    void start() {
        contact = new Contact(broker);
        workplace = new Workplace(
                broker.clients(), topics, decoder, positions, transaction, freshness, suspension, telemetry);
        for (Group group : groups.all()) {
            for (int number = 1; number <= group.workers(); number++) {
                seats.add(new Seat(Member.of(group, node.name(), number)));
            }
        }
    }

    /** Never waits: what may wait for the broker does so on a thread of its own. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void tick() {
        if (!stopping
                && suspension.running()
                && schema.ready()
                && mappings.known()
                && looking.compareAndSet(false, true)) {
            try {
                threads.execute(this::look);
            } catch (RejectedExecutionException e) {
                looking.set(false);
            }
        }
    }

    private void look() {
        try {
            contact.probe(clock.instant());
            if (contact.present()) {
                lookAtTopics();
                fillSeats();
            } else if (contact.lost(clock.instant())) {
                runningWorkers().forEach(Worker::stop);
            }
        } finally {
            looking.set(false);
        }
    }

    private void lookAtTopics() {
        Instant now = clock.instant();
        if (now.isBefore(nextTopics)) {
            return;
        }
        try {
            topics.prepare();
            nextTopics = now.plus(BETWEEN_TOPICS);
        } catch (KafkaException e) {
            LOG.log(Level.DEBUG, "asks again in a second", e);
        }
    }

    private void fillSeats() {
        for (Seat seat : seats) {
            if (!stopping) {
                seat.fill(workplace, threads, clock.instant());
            }
        }
    }

    private List<Worker> runningWorkers() {
        return seats.stream().flatMap(seat -> seat.worker().stream()).toList();
    }

    /** Whether the broker answered when last asked, a few seconds ago. */
    public boolean brokerPresent() {
        return contact.present();
    }

    /** The workers of a group on this node. */
    public Staff staff(Group group) {
        List<Worker> running = seats.stream()
                .filter(seat -> seat.member().group().id().equals(group.id()))
                .flatMap(seat -> seat.worker().stream())
                .toList();
        List<String> waitsFor = running.stream()
                .map(Worker::waitsFor)
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .toList();
        return new Staff(group.workers(), running.size(), waitsFor);
    }

    /** Ends the workers while the services they call are still there. */
    @PreDestroy
    void stop() {
        stopping = true;
        Instant deadline = clock.instant().plus(TO_END);
        List<Worker> left = runningWorkers();
        while (!left.isEmpty() && clock.instant().isBefore(deadline)) {
            left.forEach(Worker::stop);
            left.get(0).awaitEnd(Duration.ofMillis(200));
            left = runningWorkers();
        }
        left.forEach(worker -> LOG.log(Level.ERROR, "worker=" + worker + " does not end"));
        broker.close();
    }
}
