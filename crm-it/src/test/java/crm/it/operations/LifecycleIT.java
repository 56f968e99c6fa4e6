package crm.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.dev.lab.WildFly;
import crm.it.lab.Crm;
import crm.it.lab.Lab;
import crm.it.lab.SharedLab;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is done to the server while its workers are busy, each order has its effect once. */
class LifecycleIT {

    private static final Logger LOG = System.getLogger(LifecycleIT.class.getName());
    private static final String GROUP = "/api/v1/operations/groups/crm-profile";

    /** The bar of undeploying under load; the machine of this test may be slow at everything. */
    private static final Duration UNDEPLOYED = Duration.ofSeconds(2);

    private static final Duration A_WHILE = Duration.ofSeconds(3);

    @Test
    void nothingIsLostAndNothingDoubledWhenTheServerIsAdministered() {
        try (Lab lab = Lab.start("lifecycle");
                WildFly server = lab.server(Map.of("CRM_KAFKA_MAX_POLL_RECORDS", "50"))) {
            server.start();
            Crm crm = Crm.as(server.http(), "admin", SharedLab.ADMIN_PASSWORD);
            assertThat(crm.post(GROUP + "/workers", "{\"count\":3}").status()).isEqualTo(200);
            assertThat(crm.post(GROUP + "/pause", "{\"topic\":\"customer_registration\"}")
                            .status())
                    .isEqualTo(200);
            Management management = new Management(server);
            Orders orders = new Orders(lab, 60_000);
            orders.send();
            orders.await(500);

            management.redeploy();
            orders.awaitProgress();
            management.suspend();
            standsStill(orders);
            management.resume();
            orders.awaitProgress();
            management.reload();
            orders.awaitProgress();
            management.undeploy();
            standsStill(orders);
            assertThat(orders.applied()).as("under load").isLessThan(orders.count());
            management.deploy();
            orders.awaitProgress();
            LOG.log(Level.INFO, "undeployed under load in " + management.undeployments());
            assertThat(management.undeployments())
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allMatch(took -> took.compareTo(UNDEPLOYED) <= 0);

            server.stop();
            server.start();
            orders.balance();
            survived(crm);
        }
    }

    private static void standsStill(Orders orders) {
        long before = orders.applied();
        Deadline.in(A_WHILE).await(() -> orders.applied() > before);
        assertThat(orders.applied()).isEqualTo(before);
    }

    /** What an operator has decided is as it was. */
    private static void survived(Crm crm) {
        boolean there = Deadline.in(Duration.ofSeconds(20))
                .await(() -> crm.get(GROUP).json().get("members").size() == 3);
        JsonNode group = crm.get(GROUP).json();
        assertThat(there).as(group.toString()).isTrue();
        assertThat(group.get("workers").asInt()).isEqualTo(3);
        assertThat(group.get("partitions"))
                .allMatch(partition -> partition.get("paused").asBoolean()
                        == partition.get("topic").asText().equals("customer_registration"));
    }
}
