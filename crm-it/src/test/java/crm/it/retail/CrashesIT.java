package crm.it.retail;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import crm.dev.lab.Postgres;
import crm.dev.lab.WildFly;
import crm.dev.retail.RetailProducer;
import crm.it.lab.Crm;
import crm.it.lab.Lab;
import crm.it.lab.SharedLab;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * The server starts before its database and broker, is killed three times in the middle of a replay, the database is
 * away for half a minute and the broker is restarted: the same totals, no dead letter.
 */
class CrashesIT {

    private static final Duration OUTAGE = Duration.ofSeconds(30);

    private final Shop shop = Shop.open();

    @Test
    void nothingIsLostAndNothingDoubled() throws SQLException {
        try (Lab lab = Lab.start("crashes");
                WildFly server = lab.server(Map.of("CRM_KAFKA_MAX_POLL_RECORDS", "20"));
                RetailProducer producer = new RetailProducer(lab.broker().bootstrapServers())) {
            Crm crm = Crm.as(server.http(), "admin", SharedLab.ADMIN_PASSWORD);
            startWithNothingThere(server, crm, lab);
            shop.events().forEach(producer::send);
            Map<TopicPartition, Long> ends = producer.flush();
            long all = (long) shop.invoices() + shop.customers().size();

            for (int quarter = 1; quarter <= 3; quarter++) {
                awaitEvents(lab.postgres(), all * quarter / 5);
                server.kill();
                assertThat(events(lab.postgres())).as("killed in the middle").isLessThan(all);
                server.start();
            }
            awaitEvents(lab.postgres(), all * 7 / 10);
            lab.postgres().stop();
            outage(crm);
            lab.postgres().start();
            lab.broker().stop();
            lab.broker().start();

            crm.awaitApplied(ends, Duration.ofMinutes(5));
            new Books(shop, crm, lab.postgres()).balance();
        }
    }

    /** The server starts without database and broker, says so, and needs nobody when they come. */
    private static void startWithNothingThere(WildFly server, Crm crm, Lab lab) {
        lab.broker().stop();
        lab.postgres().stop();
        server.launch();
        boolean alive = Deadline.in(Duration.ofMinutes(2)).await(() -> isAlive(crm));
        assertThat(alive).isTrue();
        Crm.Answer answer = crm.get("/health/ready");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.response().body()).contains("database", "broker");
        lab.postgres().start();
        lab.broker().start();
        server.awaitReady();
    }

    private static boolean isAlive(Crm crm) {
        try {
            return crm.get("/health/live").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** The server lives on, says that it is not ready, and why. */
    private static void outage(Crm crm) {
        boolean seen = Deadline.in(OUTAGE).await(() -> crm.get("/health/ready").status() == 503);
        assertThat(seen).isTrue();
        Deadline.in(OUTAGE).await(() -> false);
        assertThat(crm.get("/health/live").status()).isEqualTo(200);
    }

    /** Small batches, so that there is a middle to be killed in. */
    private static void awaitEvents(Postgres database, long count) {
        boolean there = Deadline.in(Duration.ofMinutes(3)).await(() -> events(database) >= count);
        assertThat(there).as(count + " events").isTrue();
    }

    private static long events(Postgres database) {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from event")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
