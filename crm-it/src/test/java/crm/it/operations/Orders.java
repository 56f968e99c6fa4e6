package crm.it.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import crm.dev.lab.TrackedProducer;
import crm.it.lab.Lab;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Orders of a euro each that come all the time, and what the database says became of them. */
final class Orders implements AutoCloseable {

    private static final int CUSTOMERS = 500;
    private static final int AT_ONCE = 50;
    private static final long MILLIS_BETWEEN = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Lab lab;
    private final TrackedProducer producer;
    private final AtomicInteger sent = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    Orders(Lab lab) {
        this.lab = lab;
        this.producer = new TrackedProducer(lab.broker().bootstrapServers(), Map.of("linger.ms", 20));
        Future<?> unused = clock.scheduleAtFixedRate(this::send, 0, MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
    }

    private void send() {
        for (int i = 0; i < AT_ONCE; i++) {
            producer.send(order(sent.getAndIncrement()));
        }
    }

    private static ProducerRecord<String, byte[]> order(int number) {
        String customer = "c" + number % CUSTOMERS;
        String event = """
                {"specversion":"1.0","source":"it","id":"%d","type":"order.completed","time":"2020-02-01T00:00:00Z",
                 "subject":"%s","data":{"order_id":"%d","currency":"EUR","total":"1","products":[]}}""";
        return new ProducerRecord<>(
                "customer_order",
                customer,
                event.formatted(number, customer, number).getBytes(UTF_8));
    }

    /** Waits until so many are applied. */
    void await(long wanted) {
        boolean there = Deadline.in(PATIENCE).await(() -> applied() >= wanted);
        assertThat(there).as(wanted + " applied, but " + applied()).isTrue();
    }

    /** Waits until some more are than are now. */
    void awaitProgress() {
        await(applied() + 1);
    }

    /** Whether none is applied for a while, though more and more come. */
    void standStill(Duration time) {
        long before = applied();
        Deadline.in(time).await(() -> applied() > before);
        assertThat(applied()).isEqualTo(before);
    }

    long applied() {
        return number("select count(*) from event where source = 'it'");
    }

    /** Ends the flow and waits until all are applied; each of them must have had its effect, and had it once. */
    void balance() {
        stop();
        producer.flush();
        assertThat(producer.failure()).isEmpty();
        int count = sent.get();
        await(count);
        assertThat(number("select count(*) from event where source = 'it'")).isEqualTo(count);
        assertThat(number("select count(distinct id) from event where source = 'it'"))
                .isEqualTo(count);
        assertThat(number("select sum(net)::bigint from profile_money")).isEqualTo(count);
        assertThat(number("select count(*) from dead_letter")).isZero();
        assertThat(number("select count(*) from loss")).isZero();
    }

    private void stop() {
        clock.shutdown();
        try {
            assertThat(clock.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The answer to a query for one number. */
    long number(String query) {
        try (Connection connection = DriverManager.getConnection(lab.postgres().jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close(Duration.ofSeconds(5));
    }
}
