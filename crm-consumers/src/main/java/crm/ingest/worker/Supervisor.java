package crm.ingest.worker;

import crm.ingest.entity.Bulletin;
import crm.ingest.entity.Hold;
import crm.ingest.service.BulletinBoard;
import crm.ingest.service.EventDecoder;
import crm.ingest.service.FreshnessService;
import crm.ingest.service.MappingWatch;
import crm.ingest.service.PositionStore;
import crm.ingest.service.RebalanceDiary;
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
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.Config;

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
    private RebalanceDiary diary;

    @EJB
    private MappingWatch mappings;

    @EJB
    private PositionStore positions;

    @EJB
    private BulletinBoard board;

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
    private ServiceTimes times;

    @Inject
    private Config config;

    @Inject
    private Node node;

    private final InstantSource clock = InstantSource.system();
    private final Suspension suspension = new Suspension();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean attending = new AtomicBoolean();
    private final List<Seats> seats = new ArrayList<>();
    private Attendance attendance;
    private Contact contact;
    private Workplace workplace;
    private Instant nextTopics = Instant.MIN;
    private volatile boolean stopping;

    @PostConstruct
    void start() {
        contact = new Contact(broker);
        attendance = new Attendance(board, node.name());
        workplace = new Workplace(
                broker.clients(),
                BatchSettings.of(config),
                topics,
                decoder,
                positions,
                transaction,
                freshness,
                diary,
                times,
                suspension,
                attendance);
        groups.all().forEach(group -> seats.add(new Seats(group, node.name())));
    }

    /** Never waits: what may wait for the broker or the database does so on threads of its own. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void tick() {
        if (!stopping && suspension.running() && schema.ready() && mappings.known()) {
            alone(attending, this::attend);
            if (attendance.known()) {
                alone(looking, this::look);
            }
        }
    }

    private void alone(AtomicBoolean busy, Runnable task) {
        if (busy.compareAndSet(false, true)) {
            try {
                threads.execute(() -> {
                    try {
                        task.run();
                    } finally {
                        busy.set(false);
                    }
                });
            } catch (RejectedExecutionException e) {
                busy.set(false);
            }
        }
    }

    private void attend() {
        boolean first = !attendance.known();
        attendance.look(
                clock.instant(),
                seats.stream().collect(Collectors.toMap(its -> its.group().id(), Seats::crew)));
        if (first && attendance.known()) {
            alone(looking, this::look);
        }
    }

    private void look() {
        contact.probe(clock.instant());
        if (contact.present()) {
            lookAtTopics();
            fillSeats();
        } else if (contact.lost(clock.instant())) {
            runningWorkers().forEach(Worker::stop);
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
        for (Seats its : seats) {
            Group group = its.group();
            its.become(attendance.get().share(group.id(), node.name(), group.workers()));
            if (!stopping) {
                its.fill(workplace, threads, clock.instant());
            }
        }
    }

    private List<Worker> runningWorkers() {
        return seats.stream().flatMap(Seats::workers).toList();
    }

    /** Whether the broker answered when last asked, a few seconds ago. */
    public boolean brokerPresent() {
        return contact.present();
    }

    /** What this node knows of the others and of what operators have decided, about a second old. */
    public Bulletin bulletin() {
        return attendance.get();
    }

    /** What stands still, as this node last saw it. */
    public List<Hold> holds() {
        return attendance.get().holds();
    }

    /** The workers of a group on this node. */
    public Staff staff(Group group) {
        return seats.stream()
                .filter(its -> its.group().id().equals(group.id()))
                .findFirst()
                .map(Seats::staff)
                .orElseThrow();
    }

    /** Ends the workers while the services they call are still there. */
    @PreDestroy
    void stop() {
        stopping = true;
        Instant began = clock.instant();
        Instant deadline = began.plus(TO_END);
        List<Worker> left = runningWorkers();
        while (!left.isEmpty() && clock.instant().isBefore(deadline)) {
            left.forEach(Worker::stop);
            left.get(0).awaitEnd(Duration.ofMillis(200));
            left = runningWorkers();
        }
        left.forEach(worker -> LOG.log(Level.ERROR, "worker=" + worker + " does not end"));
        LOG.log(
                Level.INFO,
                "workers=ended took_ms="
                        + Duration.between(began, clock.instant()).toMillis());
        attendance.leave();
        broker.close();
    }
}
