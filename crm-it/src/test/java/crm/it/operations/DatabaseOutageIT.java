package crm.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import crm.dev.lab.WildFly;
import crm.it.lab.Crm;
import crm.it.lab.Lab;
import crm.it.lab.Measured;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.junit.jupiter.api.Test;

/**
 * The database is away for much longer than the session of a consumer lasts, while events come. The workers wait in their places:
 * nobody takes over, no event becomes a dead letter, and afterwards each has its effect once. How long it is away is told by the
 * system property {@code crm.it.outage}.
 */
class DatabaseOutageIT {

    private static final String GROUP = "crm-profile";

    /** The session takes six seconds. */
    private static final Duration OUTAGE = Duration.parse(System.getProperty("crm.it.outage", "PT20S"));

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void theWorkersKeepTheirPlacesAndTheirEvents() throws Exception {
        try (Lab lab = Lab.start("outage");
                WildFly server = lab.server(Map.of("CRM_KAFKA_MAX_POLL_RECORDS", "200"));
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", lab.broker().bootstrapServers()))) {
            server.start();
            Crm crm = Crm.as(server.http(), "admin", SharedLab.ADMIN_PASSWORD);
            String path = "/api/v1/operations/groups/" + GROUP + "/workers";
            assertThat(crm.post(path, "{\"count\":3}").status()).isEqualTo(200);
            try (Orders orders = new Orders(lab)) {
                orders.await(500);
                awaitMembers(admin, 3);
                long rebalances = settled(orders);
                Set<String> members = members(admin);

                lab.postgres().stop();
                away(crm);
                assertThat(members(admin)).isEqualTo(members);
                long began = System.nanoTime();
                lab.postgres().start();

                orders.awaitProgress();
                Measured.tell("away for " + OUTAGE + ", applying again "
                        + Duration.ofNanos(System.nanoTime() - began).toMillis()
                        + " ms after the database's start began");
                boolean ready =
                        Deadline.in(SOON).await(() -> crm.get("/health/ready").status() == 200);
                assertThat(ready).isTrue();
                orders.balance();
                assertThat(members(admin)).isEqualTo(members);
                assertThat(rebalances(orders)).as("rebalances").isEqualTo(rebalances);
            }
        }
    }

    /** The server lives, and says what it waits for, all the time. */
    private static void away(Crm crm) {
        long began = System.nanoTime();
        boolean told = Deadline.in(SOON).await(() -> crm.get("/health/ready").status() == 503);
        assertThat(told).isTrue();
        Duration left = OUTAGE.minusNanos(System.nanoTime() - began);
        boolean wrong = Deadline.in(left.isNegative() ? Duration.ZERO : left)
                .await(() -> crm.get("/health/ready").status() != 503
                        || crm.get("/health/live").status() != 200);
        assertThat(wrong).as("it said that all was well, or that it was dead").isFalse();
        assertThat(crm.get("/health/ready").response().body()).contains("database");
    }

    private static void awaitMembers(Admin admin, int count) {
        boolean there = Deadline.in(SOON).await(() -> members(admin).size() == count);
        assertThat(there).as(() -> String.valueOf(members(admin))).isTrue();
    }

    /** With what Kafka calls them, which is another name after each time they join, and what they are assigned. */
    private static Set<String> members(Admin admin) {
        try {
            ConsumerGroupDescription group = admin.describeConsumerGroups(Set.of(GROUP))
                    .describedGroups()
                    .get(GROUP)
                    .get();
            return group.members().stream()
                    .map(member -> member.consumerId() + ' ' + member.assignment())
                    .collect(Collectors.toSet());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until what the start has brought is written down. */
    private static long settled(Orders orders) {
        long[] last = {-1};
        boolean settled = Deadline.in(SOON).await(() -> {
            long before = last[0];
            Deadline.in(Duration.ofSeconds(3)).await(() -> false);
            last[0] = rebalances(orders);
            return last[0] == before;
        });
        assertThat(settled).isTrue();
        return last[0];
    }

    private static long rebalances(Orders orders) {
        return orders.number("select count(*) from rebalance where group_id = '" + GROUP + "'");
    }
}
