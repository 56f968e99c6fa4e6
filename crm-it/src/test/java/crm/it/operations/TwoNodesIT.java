package crm.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.dev.lab.WildFly;
import crm.it.lab.Crm;
import crm.it.lab.Lab;
import crm.it.lab.Measured;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two servers share a group, one of them logged in at the broker; the other is killed under load, and comes back. */
class TwoNodesIT {

    private static final String GROUP = "/api/v1/operations/groups/crm-profile";

    /**
     * Well below a rebalance that waits for the dead. On a quiet machine it takes the session time-out of 6 s and little more,
     * which the log tells; how fast a busy one is says nothing.
     */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(30);

    private static final Duration SPLIT = Duration.ofSeconds(40);

    @Test
    void theOtherTakesOverWhatAKilledNodeLeaves() {
        try (Lab lab = Lab.startWithLogin("two-nodes");
                WildFly ada = node(lab, "ada", Map.of());
                WildFly bob = node(lab, "bob", lab.broker().loginSettings())) {
            ada.start();
            bob.start();
            Crm crm = Crm.as(bob.http(), "admin", SharedLab.ADMIN_PASSWORD);
            assertThat(crm.post(GROUP + "/workers", "{\"count\":4}").status()).isEqualTo(200);
            awaitMembers(crm, "ada-profile-1", "ada-profile-2", "bob-profile-1", "bob-profile-2");
            try (Orders orders = new Orders(lab)) {
                orders.await(500);
                awaitCalm(orders);
                assertThat(owned(orders, "ada")).isPositive();
                ada.kill();
                Duration took = takenOver(orders, "ada");
                Measured.tell("taken over in " + took.toMillis() + " ms");
                assertThat(took).isLessThan(TAKEN_OVER);
                awaitMembers(crm, "bob-profile-1", "bob-profile-2", "bob-profile-3", "bob-profile-4");

                ada.start();
                awaitMembers(crm, "ada-profile-1", "ada-profile-2", "bob-profile-1", "bob-profile-2");
                orders.balance();
            }
        }
    }

    /** Until others have claimed all that a node had. */
    private static Duration takenOver(Orders orders, String node) {
        long killed = System.nanoTime();
        Deadline.in(Duration.ofMinutes(1)).await(() -> owned(orders, node) == 0);
        return Duration.ofNanos(System.nanoTime() - killed);
    }

    private static WildFly node(Lab lab, String name, Map<String, String> kafka) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "CRM_NODE",
                name,
                "CRM_MASTER_KEY_FILE",
                lab.masterKey().toAbsolutePath().toString(),
                "CRM_KAFKA_MAX_POLL_RECORDS",
                "50"));
        kafka.forEach((setting, value) ->
                settings.put("CRM_KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return lab.server(name, settings);
    }

    /** Partitions that a worker of this node claimed last. */
    private static long owned(Orders orders, String node) {
        return orders.number("select count(*) from consumer_position where owner like '" + node + "-%'");
    }

    /** Who dies while a group still sorts itself out is missed only after that. */
    private static void awaitCalm(Orders orders) {
        Deadline.in(SPLIT)
                .await(() ->
                        orders.number("select count(*) from rebalance where at > now() - interval '5 seconds'") == 0);
    }

    private static void awaitMembers(Crm crm, String... members) {
        JsonNode[] last = new JsonNode[1];
        boolean there = Deadline.in(SPLIT).await(() -> {
            last[0] = crm.get(GROUP).json();
            return last[0].get("members").size() == members.length
                    && last[0].get("members").toString().equals("[\"" + String.join("\",\"", members) + "\"]");
        });
        assertThat(there).as(() -> String.valueOf(last[0])).isTrue();
    }
}
