package crm.dev.chaos;

import crm.dev.lab.TrackedProducer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends a tale, as far as it may, in a thread of its own; what the broker may not have taken is sent again. */
final class Load implements AutoCloseable {

    private static final int PORTION = 2_000;
    // As long as any outage here lasts: a record that the producer gives up would come again after later ones.
    private static final Map<String, Object> PATIENT = Map.of(
            "delivery.timeout.ms", 3_600_000, "max.block.ms", 3_600_000, "linger.ms", 5, "max.request.size", 1_048_576);

    private final String bootstrapServers;
    private final Stories stories;
    private final Diary diary;
    private final Thread thread = new Thread(this::run, "load");
    private long allowed;
    private volatile long sent;
    private volatile boolean ended;
    private volatile boolean closing;
    private volatile RuntimeException failure;

    Load(String bootstrapServers, Stories stories, Diary diary) {
        this.bootstrapServers = bootstrapServers;
        this.stories = stories;
        this.diary = diary;
        this.sent = diary.read().sent();
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Lets so many records be sent, from the beginning on. */
    synchronized void allow(long records) {
        allowed = Math.max(allowed, records);
        notifyAll();
    }

    synchronized long allowed() {
        return allowed;
    }

    /** How many records the broker has. */
    long sent() {
        if (failure != null) {
            throw failure;
        }
        return sent;
    }

    /** Whether all is told. */
    boolean ended() {
        return ended;
    }

    private void run() {
        try {
            while (!ended && !closing) {
                send();
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** From what the broker has for certain to the end, or to a failure. */
    private void send() {
        TrackedProducer producer = new TrackedProducer(bootstrapServers, PATIENT);
        try {
            Tale tale = new Tale(stories, diary.read().plan().seed());
            long number = 0;
            while (tale.hasNext() && producer.failure().isEmpty()) {
                ProducerRecord<String, byte[]> message = tale.next();
                number++;
                if (number > diary.read().sent()) {
                    if (isNotAllowed(number)) {
                        keep(producer, number - 1);
                        await(number);
                    }
                    if (closing) {
                        return;
                    }
                    producer.send(message);
                    if (number % PORTION == 0) {
                        keep(producer, number);
                    }
                }
            }
            ended = keep(producer, number);
        } finally {
            producer.close(Duration.ofSeconds(5));
        }
    }

    private boolean keep(TrackedProducer producer, long number) {
        producer.flush();
        if (producer.failure().isPresent()) {
            return false;
        }
        if (number > diary.read().sent()) {
            diary.sent(number);
        }
        sent = number;
        return true;
    }

    private synchronized boolean isNotAllowed(long number) {
        return number > allowed;
    }

    private synchronized void await(long number) {
        try {
            while (isNotAllowed(number) && !closing) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing = true;
        allow(0);
        thread.interrupt();
    }
}
