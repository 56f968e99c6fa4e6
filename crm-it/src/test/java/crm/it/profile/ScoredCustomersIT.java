package crm.it.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.dev.lab.Deadline;
import crm.it.lab.CommittedTopic;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Who buys has a name among all who do, by HTTP, on the page and on the topic. */
class ScoredCustomersIT extends DeployedApplication {

    private static final List<String> NAMES = List.of(
            "champions",
            "loyal",
            "potential_loyalist",
            "new_customers",
            "promising",
            "need_attention",
            "about_to_sleep",
            "at_risk",
            "cant_lose",
            "hibernating",
            "lost");

    @Test
    void whoBuysIsNamedAndWhoDoesNotIsNot() {
        String run = "rfm-" + UUID.randomUUID();
        try (Producer producer = producer()) {
            producer.register(run + "-looks", "Looks", "Nowhere");
            producer.register(run + "-buys", "Buys", "Nowhere");
            producer.order(run + "-buys", 3);
        }
        JsonNode buys =
                admin().customer(run + "-buys", view -> view.at("/traits/rfm").isObject());
        JsonNode rfm = buys.at("/traits/rfm");
        for (String score : List.of("recency", "frequency", "monetary")) {
            assertThat(rfm.get(score).intValue()).as(score).isBetween(1, 5);
        }
        assertThat(rfm.get("name").textValue()).isIn(NAMES);
        assertThat(rfm.get("as_of").textValue()).endsWith("Z");
        assertThat(admin().customer(run + "-looks").at("/traits/rfm").isMissingNode())
                .isTrue();
        published(buys.get("profile_id").textValue(), rfm.get("name").textValue());
    }

    /** The topic comes to say what the view says. */
    private static void published(String profile, String name) {
        CommittedTopic topic = new CommittedTopic(SharedLab.lab().broker().bootstrapServers(), "crm_profile");
        boolean there = Deadline.in(Duration.ofMinutes(1)).await(() -> {
            List<ConsumerRecord<byte[], byte[]>> records = topic.withKeys(profile);
            return !records.isEmpty()
                    && NAMES.contains(json(records.get(records.size() - 1))
                            .at("/data/traits/rfm/name")
                            .asText());
        });
        assertThat(there).as("published as " + name).isTrue();
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new ObjectMapper().readTree(new String(record.value(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
