package crm.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.Crm;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Letters;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A record at which the handler fails, those of its key that wait behind it, and those that do not. */
class HeldKeysIT extends DeployedApplication {

    private static final String TOPIC = "customer_order";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Crm crm = admin();
    private final Letters letters = new Letters(crm);
    private final String key = "held-" + UUID.randomUUID();
    private final String other = "other-" + UUID.randomUUID();

    @Test
    void theKeyWaitsAndIsAppliedBehindTheMendedRecord() throws SQLException {
        String failing = "fails_" + UUID.randomUUID().toString().replace("-", "_");
        inDatabase("""
                create function %1$s() returns trigger language plpgsql as
                $$ begin if new.source = '%1$s' then raise exception 'no'; end if; return new; end $$""".formatted(failing));
        inDatabase(
                "create trigger %1$s before insert on event for each row execute function %1$s()".formatted(failing));
        try (Producer producer = producer()) {
            producer.raw(TOPIC, key, "{");
            producer.raw(TOPIC, key, order("first", "it"));
            crm.customer(key, profile -> profile.at("/traits/orders").asInt() == 1);

            producer.raw(TOPIC, key, order("second", failing));
            JsonNode failed = failed();
            producer.raw(TOPIC, key, order("third", "it"));
            producer.raw(TOPIC, key, order("fourth", failing));
            producer.raw(TOPIC, key, order("fifth", "it"));
            producer.raw(TOPIC, other, order("other", "it").replace(key, other));
            crm.customer(other, profile -> profile.at("/traits/orders").asInt() == 1);
            Deadline.in(PATIENCE).await(() -> waiting() == 3);
            assertThat(crm.customer(key).at("/traits/orders").asInt()).isEqualTo(1);

            letters.mend(failed, order("second", "mended"));
            assertThat(letters.replay(failed).status()).isEqualTo(200);
            // The fourth fails in its turn, and the fifth waits for that.
            Deadline.in(PATIENCE).await(() -> waiting() == 1);
            assertThat(crm.customer(key).at("/traits/orders").asInt()).isEqualTo(3);
            assertThat(letters.discard(failed(), "made up").status()).isEqualTo(200);
            crm.customer(key, profile -> profile.at("/traits/orders").asInt() == 4);
            Deadline.in(PATIENCE).await(() -> waiting() < 0);

            producer.raw(TOPIC, key, order("sixth", "it"));
            crm.customer(key, profile -> profile.at("/traits/orders").asInt() == 5);
        } finally {
            inDatabase("drop function %s() cascade".formatted(failing));
        }
    }

    private JsonNode failed() {
        Deadline.in(PATIENCE).await(() -> !openFailures().isEmpty());
        return openFailures().get(0);
    }

    private List<JsonNode> openFailures() {
        return letters.withKeys(key).stream()
                .filter(letter -> letter.at("/reason/code").textValue().equals("handler_failed"))
                .filter(letter -> letter.get("state").textValue().equals("open"))
                .toList();
    }

    /** How many records wait behind the key, -1 where it is not held. */
    private int waiting() {
        return crm.all("/api/v1/operations/held-keys?limit=500").stream()
                .filter(held -> held.path("key").asText().equals(key))
                .mapToInt(held -> held.get("waiting").asInt())
                .findFirst()
                .orElse(-1);
    }

    private String order(String order, String source) {
        return """
                {"source":"%s","customer_id":"%s","time":"2020-01-01T00:00:00Z","order_id":"%s","currency":"EUR","products":[],"total":1}""".formatted(source, key, order);
    }

    private static void inDatabase(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(SharedLab.lab().postgres().jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
