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
import org.apache.kafka.clients.producer.ProducerRecord;

/** So many orders of a euro each, and what the database says became of them. */
record Orders(Lab lab, int count) {

    private static final int CUSTOMERS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** All of them, so that the workers have plenty to do. */
    void send() {
        TrackedProducer producer = new TrackedProducer(lab.broker().bootstrapServers(), Map.of("linger.ms", 20));
        try {
            for (int i = 0; i < count; i++) {
                producer.send(order(i));
            }
            producer.flush();
        } finally {
            producer.close(PATIENCE);
        }
    }

    private static ProducerRecord<String, byte[]> order(int number) {
        String customer = "c" + number % CUSTOMERS;
        return new ProducerRecord<>("customer_order", customer, """
                {"specversion":"1.0","source":"it","id":"%d","type":"order.completed","time":"2020-02-01T00:00:00Z",
                 "subject":"%s","data":{"order_id":"%d","currency":"EUR","total":"1","products":[]}}""".formatted(number, customer, number)
                .getBytes(UTF_8));
    }

    /** Waits until so many are applied. */
    void await(long applied) {
        boolean there = Deadline.in(PATIENCE).await(() -> applied() >= applied);
        assertThat(there).as(applied + " applied, but " + applied()).isTrue();
    }

    /** Waits until some more are than are now. */
    void awaitProgress() {
        await(Math.min(count, applied() + 1));
    }

    long applied() {
        return number("select count(*) from event where source = 'it'");
    }

    /** Waits until all are applied; each of them must have had its effect, and had it once. */
    void balance() {
        await(count);
        assertThat(number("select count(*) from event where source = 'it'")).isEqualTo(count);
        assertThat(number("select count(distinct id) from event where source = 'it'"))
                .isEqualTo(count);
        assertThat(number("select sum(net)::bigint from profile_money")).isEqualTo(count);
        assertThat(number("select count(*) from dead_letter")).isZero();
        assertThat(number("select count(*) from loss")).isZero();
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
}
