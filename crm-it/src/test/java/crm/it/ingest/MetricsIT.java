package crm.it.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.CommittedTopic;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What an event leaves behind for those who watch the system: numbers, and the way back to who sent it. */
class MetricsIT extends DeployedApplication {

    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void anEventIsCountedAndItsRecordSaysWhereItComesFrom() {
        String customer = "metrics-" + UUID.randomUUID();
        byte[] event = """
                {"customer_id": "%s", "type": "customer.registered", "time": "2020-01-01T00:00:00Z", "name": "Ada Lovelace"}""".formatted(customer).getBytes(UTF_8);

        Answer answer = admin().post("/api/v1/events", "application/json", event, "traceparent", TRACEPARENT);
        assertThat(answer.status()).isEqualTo(202);
        String profile =
                admin().customer(customer, view -> true).get("profile_id").asText();

        List<ConsumerRecord<byte[], byte[]>> records =
                topic("customer_registration").withKeys(customer);
        assertThat(records).hasSize(1);
        assertThat(CommittedTopic.header(records.get(0), "traceparent")).isEqualTo(TRACEPARENT);
        awaitPublished(profile);
        String metrics = admin().get("/api/v1/operations/metrics", "text/plain")
                .response()
                .body();
        assertThat(metrics)
                .contains("crm_records_applied_total{group=\"crm-profile\"}")
                .contains("crm_transaction_seconds_count{group=\"crm-profile\",outcome=\"applied\"}")
                .contains("crm_group_lag{group=\"crm-profile\"}")
                .contains("crm_workers{group=\"crm-profile\"}")
                .contains("crm_intake_events_total{status=\"accepted\"}")
                .contains("crm_published_total{topic=\"crm_profile\"}")
                .doesNotContain(customer, "Ada");
        JsonNode publication =
                admin().get("/api/v1/operations/publications").json().at("/items/0");
        assertThat(publication.get("topic").asText()).isEqualTo("crm_profile");
        assertThat(publication.get("published").asLong()).isPositive();
        assertThat(publication.hasNonNull("published_at")).isTrue();
        assertThat(publication.get("waits_for").asText()).isEmpty();
    }

    private static void awaitPublished(String profile) {
        boolean there = Deadline.in(Duration.ofMinutes(1))
                .await(() -> !topic("crm_profile").withKeys(profile).isEmpty());
        assertThat(there).as("published").isTrue();
    }

    private static CommittedTopic topic(String name) {
        return new CommittedTopic(SharedLab.lab().broker().bootstrapServers(), name);
    }
}
