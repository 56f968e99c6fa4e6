package crm.it.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Somebody's producer: CloudEvents in both forms, plain JSON, and rubbish. Each record is acknowledged on return. */
public final class Producer implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;

    public Producer(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A structured CloudEvent with an id of its own. */
    public String send(String topic, String customer, String type, String time, String data) {
        String id = UUID.randomUUID().toString();
        send(topic, customer, id, type, time, data);
        return id;
    }

    /** A structured CloudEvent; the subject is left out where the customer is null. */
    public void send(String topic, String customer, String id, String type, String time, String data) {
        String subject = customer == null ? "" : "\"subject\":\"" + customer + "\",";
        raw(topic, customer, """
                {"specversion":"1.0","source":"it","id":"%s","type":"%s","time":"%s",%s"data":%s}""".formatted(id, type, time, subject, data));
    }

    /** A customer with a name and a country. */
    public void register(String customer, String name, String country) {
        send(
                "customer_registration",
                customer,
                "customer.registered",
                "2020-01-01T00:00:00Z",
                "{\"name\": \"%s\", \"address\": {\"country\": \"%s\"}}".formatted(name, country));
    }

    /** So many orders of ten euros. */
    public void order(String customer, int orders) {
        for (int i = 0; i < orders; i++) {
            send(
                    "customer_order",
                    customer,
                    "order.completed",
                    "2020-02-01T00:00:00Z",
                    "{\"order_id\": \"" + i + "\", \"currency\": \"EUR\", \"total\": \"10\", \"products\": []}");
        }
    }

    /** A binary CloudEvent. */
    public void binary(String topic, String customer, String id, String type, String time, String data) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, bytes(customer), bytes(data));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_source", "it",
                        "ce_id", id,
                        "ce_type", type,
                        "ce_time", time,
                        "ce_subject", customer,
                        "content-type", "application/json")
                .forEach((name, value) -> message.headers().add(name, bytes(value)));
        send(message);
    }

    /** Whatever text. */
    public void raw(String topic, String key, String value) {
        send(new ProducerRecord<>(topic, bytes(key), bytes(value)));
    }

    /** Whatever bytes, with headers. */
    public void raw(String topic, String key, byte[] value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, bytes(key), value);
        headers.forEach((name, text) -> message.headers().add(name, bytes(text)));
        send(message);
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        if (message.value() != null) {
            PersonalValues.sent(new String(message.value(), UTF_8));
        }
        try {
            producer.send(message).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
