package crm.ingest.worker;

import crm.platform.service.DatabaseSchema;
import crm.platform.service.Node;
import crm.platform.service.Tracing;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Those who publish on topics, and what all of them need. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Relays {

    @Resource(lookup = Supervisor.EXECUTOR)
    private ManagedExecutorService threads;

    @EJB
    private DatabaseSchema schema;

    @EJB
    private Supervisor supervisor;

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

    private final List<Relay> all = new CopyOnWriteArrayList<>();

    /**
     * One more, which begins with its first tick.
     *
     * @param rest how long a shard rests after each round
     */
    public Relay open(Outlet outlet, Supplier<Duration> rest) {
        Relay relay = new Relay(this, outlet, rest);
        all.add(relay);
        return relay;
    }

    /** By their topics. */
    public List<Relay> all() {
        return all.stream().sorted(Comparator.comparing(Relay::topic)).toList();
    }

    ManagedExecutorService threads() {
        return threads;
    }

    boolean ready() {
        return schema.ready() && supervisor.brokerPresent();
    }

    String node() {
        return node.name();
    }

    String topicName(Outlet outlet) {
        return OutTopic.name(names, outlet.role());
    }

    ShardPublisher publisher(Outlet outlet, int shard) {
        return new ShardPublisher(
                shard,
                node.name(),
                prefix + outlet.what() + '-' + shard,
                outlet,
                broker,
                new OutTopic(broker, topicName(outlet), outlet.configuration()),
                tracing);
    }
}
