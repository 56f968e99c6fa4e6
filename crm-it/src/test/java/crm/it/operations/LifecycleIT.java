package crm.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.dev.lab.WildFly;
import crm.it.lab.Crm;
import crm.it.lab.Lab;
import crm.it.lab.Measured;
import crm.it.lab.SharedLab;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is done to the server while its workers are busy, each order has its effect once. */
class LifecycleIT {

    private static final String GROUP = "/api/v1/operations/groups/crm-profile";

    private static final Duration A_WHILE = Duration.ofSeconds(3);

    /** From the word to the last worker's farewell. */
    private static final Duration WORKERS_END = Duration.ofSeconds(2);

    @Test
    void nothingIsLostAndNothingDoubledWhenTheServerIsAdministered() {
        try (Lab lab = Lab.start("lifecycle")) {
            try (WildFly server = lab.server(Map.of("CRM_KAFKA_MAX_POLL_RECORDS", "50"))) {
                server.start();
                Crm crm = Crm.as(server.http(), "admin", SharedLab.ADMIN_PASSWORD);
                decide(crm);
                try (Orders orders = new Orders(lab)) {
                    orders.await(500);
                    administer(new Management(server), orders);
                    server.stop();
                    assertThat(orders.number("select count(*) from node"))
                            .as("nodes that have not said that they go")
                            .isZero();
                    newProtocol(lab, orders);
                }
            }
        }
    }

    private static void decide(Crm crm) {
        assertThat(crm.post(GROUP + "/workers", "{\"count\":3}").status()).isEqualTo(200);
        assertThat(crm.post(GROUP + "/pause", "{\"topic\":\"customer_registration\"}")
                        .status())
                .isEqualTo(200);
    }

    private static void administer(Management management, Orders orders) {
        management.redeploy();
        orders.awaitProgress();
        management.suspend();
        orders.standStill(A_WHILE);
        management.resume();
        orders.awaitProgress();
        management.reload();
        orders.awaitProgress();
        management.undeploy();
        orders.standStill(A_WHILE);
        management.deploy();
        orders.awaitProgress();
        Measured.tell("undeployed under load in " + management.undeployments() + ", of which workers took "
                + management.workersEnded() + ", load average "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        assertThat(management.undeployments()).hasSizeGreaterThanOrEqualTo(3);
        // The rest is the server's: pages, beans, the pool. How long that takes says how busy the machine is.
        assertThat(management.workersEnded())
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(took -> took.compareTo(WORKERS_END) < 0);
        assertThat(management.log()).contains("workers=ended").doesNotContain("does not end");
    }

    /** A server that has its groups by KIP-848 goes on where the other was. */
    private static void newProtocol(Lab lab, Orders orders) {
        Map<String, String> settings = Map.of("CRM_KAFKA_GROUP_PROTOCOL", "consumer");
        try (WildFly server = lab.server(settings)) {
            server.start();
            Crm crm = Crm.as(server.http(), "admin", SharedLab.ADMIN_PASSWORD);
            orders.awaitProgress();
            survived(crm);
            new Management(server).redeploy();
            orders.awaitProgress();
            survived(crm);
            orders.balance();
        }
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
