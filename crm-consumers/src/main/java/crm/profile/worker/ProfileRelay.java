package crm.profile.worker;

import crm.ingest.service.FreshnessService;
import crm.ingest.worker.Broker;
import crm.ingest.worker.Supervisor;
import crm.ingest.worker.Suspension;
import crm.ingest.worker.TopicNames;
import crm.ingest.worker.Waits;
import crm.platform.service.DatabaseSchema;
import crm.platform.service.Node;
import crm.platform.service.Tracing;
import crm.profile.service.ProfileOutbox;
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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Publishes profiles that have changed, as they are now, on {@code crm_profile}: each shard by one node at a time, in
 * batches, each in one Kafka transaction. Where that fails the shard waits, longer each time, and holds no other up. Looks
 * ten times a second; every look that finds something begins on a thread of its own. While events are applied late, a shard
 * rests after each round, so that a profile that changes again and again is published once.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ProfileRelay {

    private static final Logger LOG = System.getLogger(ProfileRelay.class.getName());
    private static final long TURN = Duration.ofMillis(900).toNanos();
    private static final long BETWEEN_LOOKS = 100;
    private static final int SECONDS_TO_END = 5;

    @Resource(lookup = Supervisor.EXECUTOR)
    private ManagedExecutorService threads;

    @EJB
    private DatabaseSchema schema;

    @EJB
    private Supervisor supervisor;

    @EJB
    private ProfileOutbox outbox;

    @EJB
    private FreshnessService freshness;

    @Inject
    private Broker broker;

    @Inject
    private TopicNames names;

    @Inject
    private Node node;

    @Inject
    private Tracing tracing;

    @Inject
    @ConfigProperty(name = "crm.group.prefix")
    private String prefix;

    private final Suspension suspension = new Suspension();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Waits<Integer> waits = new Waits<>();
    private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();
    private String topic;

    /** A shard's publisher, and whether it is free. */
    private record Lane(int shard, ShardPublisher publisher, Semaphore free) {}

    @PostConstruct
    void start() {
        topic = ProfileTopic.name(names);
    }

    /** Where profiles are published. */
    public String topic() {
        return topic;
    }

    /** What keeps profiles from being published, in words for operators; empty if nothing does. */
    public String waitsFor() {
        String causes = waits.causes().values().stream().distinct().collect(Collectors.joining(", "));
        return causes.isEmpty() ? "" : "Profiles wait to be published on " + topic + ": " + causes + ".";
    }

    /** Never waits: looking, which may, happens on a thread of its own. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void tick() {
        if (wanted() && looking.compareAndSet(false, true)) {
            try {
                threads.execute(this::lookForASecond);
            } catch (RejectedExecutionException e) {
                looking.set(false);
            }
        }
    }

    private boolean wanted() {
        return !stopping() && schema.ready() && supervisor.brokerPresent() && suspension.running();
    }

    private boolean stopping() {
        return end.getCount() == 0;
    }

    private void lookForASecond() {
        long began = System.nanoTime();
        try {
            do {
                outbox.due(node.name()).stream().filter(waits::due).forEach(this::begin);
            } while (!end.await(BETWEEN_LOOKS, TimeUnit.MILLISECONDS) && System.nanoTime() - began < TURN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Of the database; the next second asks again, and whoever reads tells that it is away.
            LOG.log(Level.DEBUG, "profiles wait", e);
        } finally {
            looking.set(false);
        }
    }

    private void begin(int shard) {
        Lane lane = lanes.computeIfAbsent(shard, this::lane);
        if (lane.publisher().hasRested(freshness.leeway()) && lane.free().tryAcquire()) {
            try {
                threads.execute(() -> publish(lane));
            } catch (RejectedExecutionException e) {
                lane.free().release();
            }
        }
    }

    private Lane lane(int shard) {
        String producer = prefix + "profiles-" + shard;
        ShardPublisher publisher = new ShardPublisher(
                shard, node.name(), producer, outbox, broker, new ProfileTopic(broker, names), tracing);
        return new Lane(shard, publisher, new Semaphore(1));
    }

    private void publish(Lane lane) {
        try {
            lane.publisher().publish(() -> !wanted());
            waits.succeeded(lane.shard());
        } catch (RuntimeException | LinkageError e) {
            waitAfter(lane.shard(), e);
        } finally {
            if (stopping()) {
                lane.publisher().letGo(); // its producer's thread must not outlive the application
            }
            lane.free().release();
        }
    }

    private void waitAfter(int shard, Throwable cause) {
        if (waits.failed(shard, cause) && !stopping()) {
            LOG.log(Level.WARNING, "profiles=waiting shard=" + shard + " cause=\"" + Waits.cause(cause) + '"');
        }
        LOG.log(Level.DEBUG, "profiles wait", cause);
    }

    /** What is under way ends first, if that is soon; whoever comes next completes it otherwise. */
    @PreDestroy
    void stop() {
        end.countDown();
        try {
            for (Lane lane : lanes.values()) {
                if (lane.free().tryAcquire(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    lane.publisher().letGo();
                } else {
                    LOG.log(Level.WARNING, "profiles=unfinished shard=" + lane.shard());
                }
            }
            if (!lanes.isEmpty()) {
                outbox.release(node.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the claims end by themselves", e);
        }
    }
}
