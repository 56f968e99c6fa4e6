package crm.platform.page;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Once a second reads what anybody follows, each thing once for all of them, and tells them. While nobody looks nothing
 * is read. A topic that cannot be read is silent until it can.
 */
@ApplicationScoped
public class Live {

    private static final Logger LOG = System.getLogger(Live.class.getName());

    @Resource(lookup = LiveServlet.EXECUTOR)
    private ManagedScheduledExecutorService threads;

    @Inject
    @Any
    private Instance<LiveTopic> topics;

    private final Complaints complaints = new Complaints(LOG);
    private final LiveStreams streams = new LiveStreams();
    private final AtomicBoolean reading = new AtomicBoolean();
    private ScheduledFuture<?> ticks;

    void start(@Observes @Initialized(ApplicationScoped.class) ServletContext here) {
        ticks = threads.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    LiveStreams streams() {
        return streams;
    }

    Optional<LiveTopic> topic(LiveWish wish) {
        return topics.stream()
                .filter(topic -> topic.name().equals(wish.topic()) && topic.has(wish.keyIfAny()))
                .findFirst();
    }

    /**
     * Never waits: reading, which may, happens on the other thread. Never throws: there would be no second after that one.
     */
    void tick() {
        try {
            streams.tend(System.nanoTime());
            if (!streams.isEmpty() && reading.compareAndSet(false, true)) {
                beginReading();
            }
        } catch (RuntimeException e) {
            complaints.say("live=failed", e);
        }
    }

    private void beginReading() {
        boolean begun = false;
        try {
            threads.execute(this::read);
            begun = true;
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "live=waiting", e); // the server is suspended or stops
        } finally {
            if (!begun) {
                reading.set(false);
            }
        }
    }

    private void read() {
        try {
            Map<String, Set<String>> followed = streams.followed();
            for (LiveTopic topic : topics) {
                Set<String> keys = followed.get(topic.name());
                if (keys != null) {
                    tell(topic, keys);
                }
            }
        } finally {
            reading.set(false);
        }
    }

    private void tell(LiveTopic topic, Set<String> keys) {
        try {
            streams.tell(topic.name(), topic.read(keys));
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "live=" + topic.name() + " cannot be read", e);
        }
    }

    @PreDestroy
    void stop() {
        ticks.cancel(false);
        streams.endAll();
    }
}
