package crm.it.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import crm.dev.lab.Postgres;
import crm.dev.lab.WildFly;
import crm.it.lab.DeadLetterTopic;
import crm.it.lab.Lab;
import crm.it.lab.Producer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The server is killed while it parks and publishes dead letters, and when it is at it again the broker is restarted:
 * whoever reads committed records of the topic of dead letters finds each once.
 */
class DeadLettersSurviveIT {

    /** Small polls, so that parking and publishing go side by side. */
    private static final Map<String, String> SMALL_POLLS = Map.of("CRM_KAFKA_MAX_POLL_RECORDS", "5");

    private static final int LETTERS = 600;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void eachIsPublishedOnce() {
        try (Lab lab = Lab.start("letters");
                WildFly server = lab.server(SMALL_POLLS)) {
            server.start();
            try (Producer producer = new Producer(lab.broker().bootstrapServers())) {
                IntStream.range(0, LETTERS).forEach(i -> producer.raw("customer_order", "k" + i, "{" + i));
            }
            await(lab.postgres(), "published_at is not null", LETTERS / 20);
            server.kill();
            assertThat(count(lab.postgres(), "published_at is not null"))
                    .as("in the middle")
                    .isLessThan(LETTERS);
            server.start();
            await(lab.postgres(), "published_at is not null", LETTERS / 3);
            lab.broker().stop();
            lab.broker().start();
            await(lab.postgres(), "published_at is not null", LETTERS);

            DeadLetterTopic topic = new DeadLetterTopic(lab.broker().bootstrapServers(), "customer_order.dlt");
            List<String> keys = topic.withKeys("k").stream()
                    .map(record -> new String(record.key(), UTF_8))
                    .toList();
            assertThat(keys)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, LETTERS).mapToObj(i -> "k" + i).toList());
        }
    }

    private static void await(Postgres database, String condition, int count) {
        boolean there = Deadline.in(PATIENCE).await(() -> count(database, condition) >= count);
        assertThat(there).as(count + " letters " + condition).isTrue();
    }

    private static long count(Postgres database, String condition) {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from dead_letter where " + condition)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
