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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Batches in which the handler fails at some events, by what the database says to their rows: at the first, in the middle, at
 * the last, at several, at all. Exactly those are parked, and nothing of them or of the others is lost or done twice.
 */
class FailingHandlerIT extends DeployedApplication {

    private static final String TOPIC = "customer_order";
    private static final String GROUP = "/api/v1/operations/groups/crm-profile";
    private static final String THIS_TOPIC = "{\"topic\":\"" + TOPIC + "\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Crm crm = admin();
    private final Letters letters = new Letters(crm);
    private final String run = UUID.randomUUID().toString().replace('-', '_');
    private final String failing = "fails_" + run;
    private final String sound = "sound_" + run;

    @BeforeEach
    void fail() throws SQLException {
        inDatabase("""
                create function %1$s() returns trigger language plpgsql as
                $$ begin if new.source = '%1$s' then raise exception 'no'; end if; return new; end $$""".formatted(failing));
        inDatabase(
                "create trigger %1$s before insert on event for each row execute function %1$s()".formatted(failing));
    }

    @AfterEach
    void mend() throws SQLException {
        inDatabase("drop function %s() cascade".formatted(failing));
        crm.post(GROUP + "/resume", THIS_TOPIC);
    }

    @Test
    void parksExactlyThoseAtWhichItFails() {
        try (Producer producer = producer()) {
            inOneGo(() -> send(producer, "one", 120, Set.of(0, 1, 32, 35, 59, 60, 119)));
            eventually(() -> open("one").size() == 6);
            // Of the one key the first two are applied; the third is a letter, and seven wait behind it.
            assertThat(open("one"))
                    .filteredOn(letter -> key(letter).equals(key("one", 32)))
                    .hasSize(1);
            eventually(() -> applied() == 107);
            assertThat(waiting(key("one", 32))).isEqualTo(7);
            assertThat(open("one"))
                    .allMatch(letter -> letter.at("/reason/detail").asText().contains("P0001"));

            // From now on the worker goes about it carefully.
            inOneGo(() -> send(producer, "two", 120, Set.of(0, 7, 60, 118, 119)));
            eventually(() -> open("two").size() == 5);
            eventually(() -> applied() == 107 + 115);
            inOneGo(() -> send(producer, "three", 6, Set.of(0, 1, 2, 3, 4, 5)));
            eventually(() -> open("three").size() == 6);

            // The two broken ones of the one key, one after the other.
            discard(key("one", 32));
            eventually(() -> waiting(key("one", 32)) == 4);
            discard(key("one", 32));
            eventually(() -> applied() == 113 + 115);
            assertThat(crm.customer(key("one", 32)).at("/traits/orders").asInt())
                    .isEqualTo(8);
        }
        assertThat(open("").stream().map(FailingHandlerIT::key))
                .doesNotHaveDuplicates()
                .hasSize(5 + 5 + 6);
        assertThat(number("select count(*) from event where source = '" + failing + "'"))
                .isZero();
        assertThat(number("select count(distinct id) from event where source = '" + sound + "'"))
                .isEqualTo(113 + 115);
    }

    /** What is sent while the group stands still is read together. */
    private void inOneGo(Runnable sending) {
        assertThat(crm.post(GROUP + "/pause", THIS_TOPIC).status()).isEqualTo(200);
        sending.run();
        assertThat(crm.post(GROUP + "/resume", THIS_TOPIC).status()).isEqualTo(200);
    }

    private void send(Producer producer, String batch, int count, Set<Integer> broken) {
        IntStream.range(0, count).forEach(place -> {
            String key = key(batch, place);
            producer.raw(TOPIC, key, """
                    {"source":"%s","id":"%s-%d","customer_id":"%s","time":"2020-01-01T00:00:00Z","order_id":"%s-%d",
                     "currency":"EUR","products":[],"total":1}""".formatted(
                            broken.contains(place) ? failing : sound, batch, place, key, batch, place));
        });
    }

    private String key(String batch, int place) {
        boolean shared = batch.equals("one") && place >= 30 && place < 40;
        return run + '-' + batch + '-' + (shared ? "same" : place);
    }

    private static String key(JsonNode letter) {
        return letter.get("key").textValue();
    }

    private List<JsonNode> open(String batch) {
        return letters.withKeys(run + (batch.isEmpty() ? "" : '-' + batch)).stream()
                .filter(letter -> letter.get("state").textValue().equals("open"))
                .toList();
    }

    private void discard(String key) {
        eventually(() -> open("").stream().anyMatch(letter -> key(letter).equals(key)));
        JsonNode letter = open("").stream()
                .filter(one -> key(one).equals(key))
                .findFirst()
                .orElseThrow();
        assertThat(letters.discard(letter, "made up").status()).isEqualTo(200);
    }

    private int waiting(String key) {
        return crm.all("/api/v1/operations/held-keys?limit=500").stream()
                .filter(held -> held.path("key").asText().equals(key))
                .mapToInt(held -> held.get("waiting").asInt())
                .findFirst()
                .orElse(-1);
    }

    private long applied() {
        return number("select count(*) from event where source = '" + sound + "'");
    }

    private void eventually(BooleanSupplier wanted) {
        boolean reached = Deadline.in(PATIENCE).await(wanted);
        assertThat(reached)
                .as(() -> "applied " + applied() + ", open "
                        + open("").stream().map(FailingHandlerIT::key).toList())
                .isTrue();
    }

    private static long number(String query) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void inDatabase(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(SharedLab.lab().postgres().jdbcUrl());
    }
}
