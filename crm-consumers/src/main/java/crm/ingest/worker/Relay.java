package crm.ingest.worker;

import crm.ingest.entity.RelayStatus;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Publishes on a topic what is owed to it: each shard by one node at a time, in batches, each in one Kafka transaction. Where
 * that fails the shard waits, longer each time, and holds no other up. Looks ten times a second; every look that finds
 * something begins on a thread of its own.
 */
public final class Relay {

    private static final Logger LOG = System.getLogger(Relay.class.getName());
    private static final long TURN = Duration.ofMillis(900).toNanos();
    private static final long BETWEEN_LOOKS = 100;
    private static final int SECONDS_TO_END = 5;

    private final Relays surroundings;
    private final Outlet outlet;
    private final Supplier<Duration> rest;
    private final String topic;
    private final Suspension suspension = new Suspension();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Waits<Integer> waits = new Waits<>();
    private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();

    /** A shard's publisher, and whether it is free. */
    private record Lane(int shard, ShardPublisher publisher, Semaphore free) {}

    Relay(Relays surroundings, Outlet outlet, Supplier<Duration> rest) {
        this.surroundings = surroundings;
        this.outlet = outlet;
        this.rest = rest;
        this.topic = surroundings.topicName(outlet);
    }

    /** Where it publishes. */
    public String topic() {
        return topic;
    }

    /** What it publishes, in one word. */
    public String what() {
        return outlet.what();
    }

    public RelayStatus status() {
        return outlet.status();
    }

    /** What keeps it from publishing, in words for operators; empty if nothing does. */
    public String waitsFor() {
        String causes = waits.causes().values().stream().distinct().collect(Collectors.joining(", "));
        String what = Character.toUpperCase(what().charAt(0)) + what().substring(1);
        return causes.isEmpty() ? "" : what + " wait to be published on " + topic + ": " + causes + ".";
    }

    /** To be called once a second. Never waits: looking, which may, happens on a thread of its own. */
    public void tick() {
        if (wanted() && looking.compareAndSet(false, true)) {
            try {
                surroundings.threads().execute(this::lookForASecond);
            } catch (RejectedExecutionException e) {
                looking.set(false);
            }
        }
    }

    private boolean wanted() {
        return !stopping() && surroundings.ready() && suspension.running();
    }

    private boolean stopping() {
        return end.getCount() == 0;
    }

    private void lookForASecond() {
        long began = System.nanoTime();
        try {
            do {
                outlet.due(surroundings.node()).stream().filter(waits::due).forEach(this::begin);
            } while (!end.await(BETWEEN_LOOKS, TimeUnit.MILLISECONDS) && System.nanoTime() - began < TURN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Of the database; the next second asks again, and whoever reads tells that it is away.
            LOG.log(Level.DEBUG, what() + " wait", e);
        } finally {
            looking.set(false);
        }
    }

    private void begin(int shard) {
        Lane lane = lanes.computeIfAbsent(shard, this::lane);
        if (lane.publisher().hasRested(rest.get()) && lane.free().tryAcquire()) {
            try {
                surroundings.threads().execute(() -> publish(lane));
            } catch (RejectedExecutionException e) {
                lane.free().release();
            }
        }
    }

    private Lane lane(int shard) {
        return new Lane(shard, surroundings.publisher(outlet, shard), new Semaphore(1));
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
            LOG.log(Level.WARNING, what() + "=waiting shard=" + shard + " cause=\"" + Waits.cause(cause) + '"');
        }
        LOG.log(Level.DEBUG, what() + " wait", cause);
    }

    /** What is under way ends first, if that is soon; whoever comes next completes it otherwise. */
    public void stop() {
        end.countDown();
        try {
            for (Lane lane : lanes.values()) {
                if (lane.free().tryAcquire(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    lane.publisher().letGo();
                } else {
                    LOG.log(Level.WARNING, what() + "=unfinished shard=" + lane.shard());
                }
            }
            if (!lanes.isEmpty()) {
                outlet.release(surroundings.node());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the claims end by themselves", e);
        }
    }
}
