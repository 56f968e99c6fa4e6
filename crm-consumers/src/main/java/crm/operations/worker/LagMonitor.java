package crm.operations.worker;

import crm.ingest.service.Backlog;
import crm.ingest.service.BulletinBoard;
import crm.ingest.service.PositionStore;
import crm.ingest.worker.Broker;
import crm.ingest.worker.DeadLetterPublisher;
import crm.ingest.worker.Group;
import crm.ingest.worker.Groups;
import crm.ingest.worker.Relays;
import crm.ingest.worker.Staff;
import crm.ingest.worker.Supervisor;
import crm.ingest.worker.Topics;
import crm.operations.entity.Check;
import crm.operations.entity.GroupStatus;
import crm.operations.service.ConsumerGroups;
import crm.platform.service.DatabaseSchema;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks at the groups once a second while somebody asks, else now and then, and answers from the last look. With broker
 * or database away the last look stays, and {@link #checks()} say so.
 */
@Singleton
@Local({ConsumerGroups.class, Backlog.class})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LagMonitor implements ConsumerGroups, Backlog {

    private static final Duration ATTENTION = Duration.ofSeconds(30);
    private static final Duration UNATTENDED = Duration.ofSeconds(3);

    @Resource(lookup = Supervisor.EXECUTOR)
    private ManagedExecutorService threads;

    @EJB
    private DatabaseSchema schema;

    @EJB
    private PositionStore positions;

    @EJB
    private BulletinBoard board;

    @EJB
    private Supervisor supervisor;

    @EJB
    private DeadLetterPublisher publisher;

    @EJB
    private Relays relays;

    @Inject
    private Memory memory;

    @Inject
    private Broker broker;

    @Inject
    private Topics topics;

    @Inject
    private Groups groups;

    private final InstantSource clock = InstantSource.system();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Instant lastAsked = Instant.EPOCH;
    private volatile Instant lastLook = Instant.EPOCH;
    private volatile boolean stopping;
    private Lookout lookout;

    @PostConstruct
    void start() {
        lookout = new Lookout(groups.all(), positions, board, broker, topics, memory);
    }

    @Override
    public List<GroupStatus> all() {
        lastAsked = clock.instant();
        List<GroupStatus> answers = new ArrayList<>();
        for (Group group : groups.all()) {
            answers.add(withState(lookout.status(group), group));
        }
        return answers;
    }

    @Override
    public Optional<GroupStatus> fresh(String id) {
        lastAsked = clock.instant();
        return groups.all().stream()
                .filter(group -> group.id().equals(id))
                .findFirst()
                .map(group -> withState(lookout.refresh(group), group));
    }

    @Override
    public List<Check> checks() {
        lastAsked = clock.instant();
        List<Check> checks = new ArrayList<>();
        checks.add(Checks.broker(supervisor.brokerPresent()));
        checks.add(Checks.topics(topics.missing()));
        checks.add(Checks.deadLetters(publisher.waitsFor()));
        checks.add(Checks.holds(supervisor.bulletin().holds()));
        relays.all().forEach(relay -> checks.add(Checks.published(relay.what(), relay.waitsFor())));
        for (Group group : groups.all()) {
            checks.add(Checks.group(group.id(), supervisor.staff(group), lookout.problem()));
        }
        return checks;
    }

    @Override
    public Optional<Instant> appliedUntil(String capability) {
        lastAsked = clock.instant();
        return groups.all().stream()
                .filter(group -> group.capability().equals(capability))
                .findFirst()
                .flatMap(lookout::appliedUntil);
    }

    private GroupStatus withState(GroupStatus seen, Group group) {
        Staff staff = supervisor.staff(group);
        boolean waiting = !supervisor.brokerPresent()
                || !lookout.problem().isEmpty()
                || !staff.waitsFor().isEmpty();
        return waiting ? seen.in("waiting") : seen;
    }

    /** Never waits: looking, which may, happens on a thread of its own. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void tick() {
        Instant now = clock.instant();
        boolean wanted = attended(now)
                || !lookout.complete()
                || memory.isDue(now)
                || lastLook.plus(UNATTENDED).isBefore(now);
        if (wanted && schema.ready() && looking.compareAndSet(false, true)) {
            try {
                threads.execute(() -> look(now));
            } catch (RejectedExecutionException e) {
                looking.set(false);
            }
        }
    }

    private boolean attended(Instant now) {
        return lastAsked.plus(ATTENTION).isAfter(now);
    }

    private void look(Instant now) {
        try {
            lookout.look(now, supervisor.brokerPresent());
            lastLook = now;
        } finally {
            if (stopping || !lookout.backlog()) {
                lookout.rest();
            }
            looking.set(false);
        }
    }

    /** A look under way ends by itself, within seconds, and then lets go. */
    @PreDestroy
    void stop() {
        stopping = true;
        if (looking.compareAndSet(false, true)) {
            lookout.rest();
        }
    }
}
