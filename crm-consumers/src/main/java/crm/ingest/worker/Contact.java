package crm.ingest.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;

/**
 * Whether the cluster answers. Consumers spin where it does not, so none runs without contact. For one thread, but
 * {@link #present()} for all.
 */
final class Contact {

    private static final Logger LOG = System.getLogger(Contact.class.getName());
    private static final Duration BETWEEN = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Broker broker;
    private final Backoff backoff =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), RandomGenerator.getDefault());
    private Instant nextProbe = Instant.MIN;
    private Instant lastAnswer = Instant.MIN;
    private boolean told;
    private volatile boolean present;

    Contact(Broker broker) {
        this.broker = broker;
    }

    boolean present() {
        return present;
    }

    /** Whether it has been silent for so long that consumers had better go. */
    boolean lost(Instant now) {
        return !present && lastAnswer.plus(PATIENCE).isBefore(now);
    }

    /** Asks, where it is time to. */
    void probe(Instant now) {
        if (now.isBefore(nextProbe)) {
            return;
        }
        try {
            broker.probe();
            answered(now);
        } catch (KafkaException e) {
            silent(now, e);
        }
    }

    private void answered(Instant now) {
        if (!present) {
            LOG.log(Level.INFO, "broker=present");
        }
        present = true;
        lastAnswer = now;
        backoff.reset();
        nextProbe = now.plus(BETWEEN);
    }

    private void silent(Instant now, KafkaException e) {
        if (present || !told) {
            // Not what it says: a message about a setting quotes it, and it may be a password.
            LOG.log(
                    Level.WARNING,
                    "broker=away cause=\"" + Causes.names(e) + "\"; check CRM_KAFKA_BOOTSTRAP_SERVERS and CRM_KAFKA_*");
        }
        told = true;
        present = false;
        nextProbe = now.plus(backoff.next());
    }
}
