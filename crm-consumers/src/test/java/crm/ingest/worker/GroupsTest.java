package crm.ingest.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.profile.consumer.ProfileHandler;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupsTest {

    @Test
    void isNamedForItsCapabilityAndHasOneWorker() {
        Group group = group(Map.of());
        assertThat(group.id()).isEqualTo("crm-profile");
        assertThat(group.workers()).isEqualTo(1);
        assertThat(group.topics())
                .containsExactlyInAnyOrder(
                        "customer_registration",
                        "customer_order",
                        "customer_interactions",
                        "customer_consultation",
                        "customer_transaction");
    }

    @Test
    void takesPrefixWorkersAndTopicsFromTheEnvironment() {
        Group group = group(Map.of(
                "CRM_GROUP_PREFIX", "shop-", "CRM_WORKERS_PROFILE", "4", "CRM_TOPIC_CUSTOMER_ORDER", "orders.v2"));
        assertThat(group.id()).isEqualTo("shop-profile");
        assertThat(group.workers()).isEqualTo(4);
        assertThat(group.roles()).containsEntry("orders.v2", "customer_order").hasSize(5);
    }

    @Test
    void aGroupMayHaveAnotherNameAltogether() {
        assertThat(group(Map.of("CRM_GROUP_PREFIX", "shop-", "CRM_GROUP_PROFILE", "crm.prod.a"))
                        .id())
                .isEqualTo("crm.prod.a");
    }

    @Test
    void refusesMoreWorkersThanThereAreThreads() {
        assertThatThrownBy(() -> group(Map.of("CRM_WORKERS_PROFILE", "1000")))
                .hasMessageContaining("crm.workers.profile");
        assertThatThrownBy(() -> group(Map.of("CRM_WORKERS_PROFILE", "-1")))
                .hasMessageContaining("crm.workers.profile");
    }

    @Test
    void namesMembersByNodeCapabilityAndNumber() {
        assertThat(Member.of(group(Map.of()), "node a", 2).id()).isEqualTo("node_a-profile-2");
    }

    @Test
    void knowsTheNamesOfAllTopics() {
        MapConfig config = new MapConfig(Map.of("crm.topic.customer_order", "orders"));
        assertThat(new TopicNames(config).all())
                .containsExactly(
                        "customer_registration",
                        "orders",
                        "customer_interactions",
                        "customer_consultation",
                        "customer_transaction");
    }

    private static Group group(Map<String, String> environment) {
        MapConfig config = new MapConfig(environment);
        return Groups.group(new ProfileHandler(), new TopicNames(config), config);
    }
}
