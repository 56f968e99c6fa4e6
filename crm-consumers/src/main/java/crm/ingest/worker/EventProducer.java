package crm.ingest.worker;

import crm.ingest.service.EventLog.Entry;
import crm.ingest.service.EventLog.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** A producer with what it takes to know what became of each record. Thread-safe. */
final class EventProducer {

    /** Somewhat longer than the producer itself tries. */
    private static final Duration PATIENCE = KafkaSettings.DELIVERY.plusSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final TopicNames topics;
    private volatile boolean broken;

    EventProducer(Producer<byte[], byte[]> producer, TopicNames topics) {
        this.producer = producer;
        this.topics = topics;
    }

    /** Whether it failed in a way that it does not recover from. */
    boolean broken() {
        return broken;
    }

    List<Outcome> append(List<Entry> entries) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(entries.size());
        boolean follows = true;
        for (Entry entry : entries) {
            // What does not fit into its memory in time is not tried on and on: each try waits.
            Future<RecordMetadata> future = follows ? send(entry) : null;
            follows = future != null;
            sent.add(future);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        return sent.stream().map(future -> outcome(future, deadline)).toList();
    }

    /** Null if the producer cannot take it. */
    private Future<RecordMetadata> send(Entry entry) {
        try {
            Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(
                    topics.of(entry.topic()), null, null, entry.key(), entry.value(), headers(entry)));
            return isRefused(sent) ? null : sent;
        } catch (KafkaException | IllegalStateException e) {
            judge(e);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /**
     * Whether it was not even put into the producer's memory, for want of room or of a broker who knows the topic. The
     * producer tells that at once; of what is on its way it gives up much later.
     */
    private boolean isRefused(Future<RecordMetadata> sent) throws InterruptedException {
        if (!sent.isDone()) {
            return false;
        }
        try {
            sent.get();
            return false;
        } catch (ExecutionException e) {
            judge(e.getCause());
            return !(e.getCause() instanceof RecordTooLargeException);
        }
    }

    private static List<Header> headers(Entry entry) {
        return entry.headers().stream()
                .<Header>map(header -> new RecordHeader(header.name(), header.value()))
                .toList();
    }

    private Outcome outcome(Future<RecordMetadata> future, long deadline) {
        if (future == null) {
            return Outcome.NOT_TAKEN;
        }
        try {
            future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return Outcome.WRITTEN;
        } catch (ExecutionException e) {
            judge(e.getCause());
            return e.getCause() instanceof RecordTooLargeException ? Outcome.TOO_LARGE : Outcome.UNKNOWN;
        } catch (TimeoutException e) {
            return Outcome.UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.UNKNOWN;
        }
    }

    private void judge(Throwable failure) {
        boolean passes = failure instanceof RetriableException || failure instanceof RecordTooLargeException;
        if (!passes && (failure instanceof ApiException || failure instanceof IllegalStateException)) {
            broken = true;
        }
    }

    void close(Duration patience) {
        producer.close(patience);
    }
}
