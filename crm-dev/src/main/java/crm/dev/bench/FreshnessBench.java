package crm.dev.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.dev.Failure;
import crm.dev.lab.TrackedProducer;
import crm.dev.run.Running;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How long after an event was handed to Kafka's producer its customer's view shows it by HTTP, while others arrive at a
 * fixed rate. Probes are sent at fixed instants and timed from these, so that a pause is felt by all that fall into it.
 */
public final class FreshnessBench {

    private static final byte[] CONTENT_TYPE = "application/cloudevents+json".getBytes(StandardCharsets.US_ASCII);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CUSTOMERS = 10_000;
    private static final int PROBES_PER_SECOND = 10;
    private static final int AT_ONCE = 32;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Visit visit;
    private final TrackedProducer producer;
    private final int rate;
    private final Duration duration;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private volatile boolean over;

    /**
     * A measurement that is yet to begin.
     *
     * @param rate of the other events, in a second
     * @param duration of what is measured, after a warm-up
     */
    public FreshnessBench(Running running, int rate, Duration duration) {
        this.visit = new Visit(running);
        this.producer = new TrackedProducer(
                running.kafkaBootstrap(),
                Map.of(ProducerConfig.LINGER_MS_CONFIG, 1, ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000));
        this.rate = rate;
        this.duration = duration;
    }

    /** Warms up, measures and prints a table of one row. */
    public void run(PrintStream out) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        version("nobody"); // the password is proven once, not by all probes at the same time
        try {
            Future<?> others = threads.submit(this::others);
            measure(threads, WARM_UP);
            Waiting waiting = measure(threads, duration);
            over = true;
            others.get();
            out.println("| event to visible, at events/s | probes | p50 ms | p95 ms | p99 ms |");
            out.println("|---|---|---|---|---|");
            out.println(waiting.row());
        } finally {
            over = true;
            threads.shutdownNow();
            producer.close(PATIENCE);
        }
    }

    private void others() {
        long begin = System.nanoTime();
        for (long sent = 0; !over; sent++) {
            LockSupport.parkNanos(begin + sent * 1_000_000_000L / rate - System.nanoTime());
            producer.send(other());
        }
    }

    private ProducerRecord<String, byte[]> other() {
        String customer = "fresh-" + random.nextInt(CUSTOMERS);
        return random.nextInt(10) < 3
                ? event("customer_order", "order.completed", customer, order())
                : event("customer_interactions", "product.viewed", customer, Map.of("product_id", product()));
    }

    private Map<String, Object> order() {
        return Map.of(
                "order_id",
                UUID.randomUUID().toString(),
                "currency",
                "EUR",
                "total",
                "19.90",
                "products",
                List.of(Map.of("product_id", product(), "name", "Lamp", "price", "19.90", "quantity", 1)));
    }

    private String product() {
        return "p" + random.nextInt(500);
    }

    private static ProducerRecord<String, byte[]> event(
            String topic, String type, String customer, Map<String, Object> data) {
        Map<String, Object> event = new HashMap<>();
        event.put("specversion", "1.0");
        event.put("id", UUID.randomUUID().toString());
        event.put("source", "/bench/freshness");
        event.put("type", type);
        event.put("subject", customer);
        event.put("time", Instant.now().toString());
        event.put("data", data);
        try {
            ProducerRecord<String, byte[]> message =
                    new ProducerRecord<>(topic, customer, JSON.writeValueAsBytes(event));
            message.headers().add("content-type", CONTENT_TYPE);
            return message;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists and strings are always JSON", e);
        }
    }

    private Waiting measure(ExecutorService threads, Duration time) throws Exception {
        Waiting waiting = new Waiting(String.format(Locale.ROOT, "%,d", rate));
        List<Future<Long>> probes = new ArrayList<>();
        long begin = System.nanoTime();
        long count = time.toSeconds() * PROBES_PER_SECOND;
        for (long i = 0; i < count; i++) {
            long due = begin + i * 1_000_000_000L / PROBES_PER_SECOND;
            LockSupport.parkNanos(due - System.nanoTime());
            if (i >= AT_ONCE) {
                // Of the same customer, so that its version rises by one event at a time.
                probes.get((int) i - AT_ONCE).get();
            }
            String customer = "probe-" + run + '-' + i % AT_ONCE;
            probes.add(threads.submit(() -> probe(customer)));
        }
        for (Future<Long> probe : probes) {
            waiting.add(probe.get());
        }
        return waiting;
    }

    /** In nanoseconds, from sending it to the end of the answer that shows it. */
    private long probe(String customer) throws Exception {
        long version = version(customer);
        long sent = System.nanoTime();
        producer.send(event("customer_interactions", "product.viewed", customer, Map.of("product_id", "p1")));
        long pause = FIRST_PAUSE.toNanos();
        while (version(customer) == version) {
            if (System.nanoTime() - sent > PATIENCE.toNanos()) {
                throw new Failure("An event was not seen within " + PATIENCE.toSeconds() + " s: see ./crm log.");
            }
            // Longer each time: looks are work for the server, too, and whoever asked all the time would wait for
            // themselves.
            // What is found is late by a quarter of the time at most.
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 5 / 4, LONGEST_PAUSE.toNanos());
        }
        return System.nanoTime() - sent;
    }

    /** 0 while nobody knows the customer. */
    private long version(String customer) throws Exception {
        return visit.find("/customers/" + customer)
                .map(view -> view.path("profile_version").asLong())
                .orElse(0L);
    }
}
