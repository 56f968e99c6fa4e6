package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Delivery;
import crm.ingest.service.EventLog.Entry;
import crm.ingest.service.EventLog.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class EventProducerTest {

    private static final Entry ENTRY = new Entry(
            "customer_order", new byte[] {1}, List.of(new Delivery.Header("ce_id", new byte[] {2})), new byte[] {
                '{', '}'
            });
    private static final TopicNames TOPICS = new TopicNames(new MapConfig(Map.of()));

    private static MockProducer<byte[], byte[]> broker() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A broker that fails all: at once, as one without room does, or while a record is on its way. */
    private static List<Outcome> append(RuntimeException failure, boolean atOnce) {
        MockProducer<byte[], byte[]> broker =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {

                    @Override
                    public synchronized Future<RecordMetadata> send(
                            ProducerRecord<byte[], byte[]> sent, Callback callback) {
                        if (atOnce) {
                            return CompletableFuture.failedFuture(failure);
                        }
                        CompletableFuture<RecordMetadata> future = new CompletableFuture<>();
                        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                                .execute(() -> future.completeExceptionally(failure));
                        return future;
                    }

                    @Override
                    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> sent) {
                        return send(sent, null);
                    }
                };
        return new EventProducer(broker, TOPICS).append(List.of(ENTRY, ENTRY));
    }

    @Test
    void writesHeadersKeyAndValueAsTheyAre() {
        MockProducer<byte[], byte[]> broker = broker();
        assertThat(new EventProducer(broker, TOPICS).append(List.of(ENTRY))).containsExactly(Outcome.WRITTEN);
        ProducerRecord<byte[], byte[]> written = broker.history().get(0);
        assertThat(written.topic()).isEqualTo("customer_order");
        assertThat(written.key()).containsExactly(1);
        assertThat(written.value()).containsExactly('{', '}');
        assertThat(written.headers().lastHeader("ce_id").value()).containsExactly(2);
    }

    @Test
    void whatWasNeverOnItsWayIsNotTaken() {
        assertThat(append(new TimeoutException("no room"), true)).containsExactly(Outcome.NOT_TAKEN, Outcome.NOT_TAKEN);
    }

    @Test
    void ofWhatWasOnItsWayNobodyKnows() {
        assertThat(append(new TimeoutException("expired"), false)).containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
    }

    @Test
    void tooLargeIsToldInBothCases() {
        assertThat(append(new RecordTooLargeException("large"), true))
                .containsExactly(Outcome.TOO_LARGE, Outcome.TOO_LARGE);
        assertThat(append(new RecordTooLargeException("large"), false))
                .containsExactly(Outcome.TOO_LARGE, Outcome.TOO_LARGE);
    }
}
