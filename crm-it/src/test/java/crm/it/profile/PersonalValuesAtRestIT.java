package crm.it.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.Crm;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Lab;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is personal in events stands nowhere in clear in what is stored of them; those who may, read it. */
class PersonalValuesAtRestIT extends DeployedApplication {

    private static final String PASSWORD = "a long enough password";
    private static final List<String> TABLES =
            List.of("event", "violation", "claim", "identity_link", "sealing_key", "master_key");

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String customer = "rest-" + run;

    private final String family = "Lovelace" + run;
    private final String email = "ada." + run + "@example.org";
    private final String other = "byron." + run + "@example.org";
    private final String street = "St James Square " + run;
    private final String words = "my parcel is lost, says " + run + " again";
    private final String ip = "203.0.113.77-" + run;
    private final String card = "card-" + run;
    private final String device = "device-" + run;
    private final List<String> ofTheCustomer = List.of(family, email, "1815-12-10", street, words, ip, card, device);

    @Test
    void areSealedInTheDatabaseAndShownToThoseWhoMay() throws SQLException, IOException {
        try (Producer producer = producer()) {
            send(producer);
        }
        admin().customer(
                        customer,
                        profile -> profile.at("/traits/transactions").asInt() == 1
                                && profile.at("/traits/consultations").asInt() == 1
                                && profile.at("/attributes/email").asText().equals(email));
        String visitor = visitor();

        for (String value : ofTheCustomer) {
            assertStoredNowhere(value);
        }
        assertStoredNowhere(other);
        assertShown(account("agent"));
        assertMasked(account("viewer"));
        assertThat(timeline(account("agent"), "profile:" + visitor).toString()).contains("/for-" + run);
        assertThat(Files.readString(Lab.directory("shared").resolve("server/log/server.log")))
                .doesNotContain(ofTheCustomer)
                .doesNotContain(other);
    }

    private void send(Producer producer) {
        String registered = """
                {"first_name":"Ada","last_name":"%s","email":"%s","birthday":"1815-12-10",
                 "address":{"street":"%s","city":"London","country":"UK"},"company":{"name":"Engines"}}""".formatted(family, email, street);
        producer.send("customer_registration", customer, run + "r", "customer.registered", time(1), registered);
        // The same event with another body: a violation.
        producer.send(
                "customer_registration",
                customer,
                run + "r",
                "customer.registered",
                time(1),
                "{\"name\":\"" + family + "\"}");
        producer.send(
                "customer_consultation", customer, run + "c", "consultation.message_received", time(2), """
                {"conversation_id":"k-%s","message_id":"m","text":"%s"}""".formatted(
                                run, words));
        producer.send("customer_transaction", customer, run + "p", "payment.attempted", time(3), """
                {"transaction_id":"t-%s","amount":"9.90","currency":"GBP","ip":"%s","card_fingerprint":"%s","device_id":"%s",
                 "latitude":51.50722345,"longitude":-0.1275}""".formatted(
                        run, ip, card, device));
        producer.send(
                "customer_interactions",
                "email:" + other,
                run + "v",
                "page.viewed",
                time(4),
                "{\"url\":\"/for-" + run + "\"}");
    }

    private static String time(int second) {
        return "2020-01-01T00:00:0" + second + "Z";
    }

    /** Somebody of whom only an e-mail address is known; waits until that has come. */
    private String visitor() {
        Crm.Answer[] found = new Crm.Answer[1];
        Deadline.in(Duration.ofSeconds(30)).await(() -> {
            found[0] = admin().get("/api/v1/customers/profile:" + idOf("email:" + other));
            return found[0].status() == 200;
        });
        return found[0].json().get("profile_id").textValue();
    }

    /** As docs/decisions/0002 makes it. */
    private static UUID idOf(String identity) {
        byte[] hash = sha256(identity);
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        long high = (bytes.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long low = (bytes.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertStoredNowhere(String value) throws SQLException {
        String hex = HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8));
        try (Connection connection =
                DriverManager.getConnection(SharedLab.lab().postgres().jdbcUrl())) {
            for (String table : TABLES) {
                try (PreparedStatement search = connection.prepareStatement("select count(*) from " + table
                        + " t where position(lower(?) in lower(t::text)) > 0 or position(? in t::text) > 0")) {
                    search.setString(1, value);
                    search.setString(2, hex);
                    ResultSet row = search.executeQuery();
                    row.next();
                    assertThat(row.getLong(1)).as(value + " in " + table).isZero();
                }
            }
        }
    }

    private void assertShown(Crm agent) {
        String all = timeline(agent, customer).toString();
        assertThat(all).contains(ofTheCustomer).contains("51.50722345", "London", "Engines");
    }

    private void assertMasked(Crm viewer) {
        String all = timeline(viewer, customer).toString();
        assertThat(all).doesNotContain(ofTheCustomer).doesNotContain("51.50722345", "v1.");
        assertThat(all).contains("L***", "a***@e***", "London", "Engines", "t-" + run);
    }

    private static List<JsonNode> timeline(Crm crm, String reference) {
        return crm.all("/api/v1/customers/" + reference + "/timeline");
    }

    private Crm account(String role) {
        String name = role + "-" + run;
        assertThat(admin().put(
                                "/api/v1/users/" + name,
                                "{\"password\":\"" + PASSWORD + "\",\"roles\":[\"" + role + "\"]}")
                        .status())
                .isIn(200, 201);
        return Crm.as(SharedLab.http(), name, PASSWORD);
    }
}
