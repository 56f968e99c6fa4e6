package crm.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Looks at a customer, by those who see personal data and those who do not, and what the trail tells of it. */
class AuditTrailIT extends DeployedApplication {

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final String CUSTOMER = "audited-" + RUN;
    private static final String EMAIL = "Ada." + RUN + "@example.org";
    private static final String PASSWORD = "a long enough password";
    private static final String TRAIL = "/api/v1/privacy/audit";

    @BeforeAll
    static void register() {
        try (Producer producer = producer()) {
            producer.send(
                    "customer_registration",
                    CUSTOMER,
                    "customer.registered",
                    "2020-01-01T00:00:00Z",
                    "{\"name\":\"Ada Lovelace-" + RUN + "\",\"email\":\"" + EMAIL + "\"}");
        }
    }

    /** An account of its own. */
    private record Person(String name, Crm crm) {}

    private static Person person(String role) {
        String name = role + "-" + UUID.randomUUID();
        Answer made = admin().put(
                        "/api/v1/users/" + name, "{\"roles\":[\"" + role + "\"],\"password\":\"" + PASSWORD + "\"}");
        assertThat(made.status()).isEqualTo(201);
        return new Person(name, Crm.as(SharedLab.http(), name, PASSWORD));
    }

    private static Crm account(String role) {
        return person(role).crm();
    }

    private static String profile() {
        return "profile:"
                + admin().customer(CUSTOMER, profile -> true).get("profile_id").asText();
    }

    private static List<String> actions(Crm officer, String actor) {
        return officer.all(TRAIL + "?limit=2&actor=" + actor).stream()
                .map(entry -> entry.get("action").asText())
                .toList();
    }

    @Test
    void aLookIsWrittenDownWithWhoAndWhomAndNothingPersonal() {
        String object = profile();
        Person person = person("agent");
        Crm agent = person.crm();
        Person officerPerson = person("privacy_officer");
        Crm officer = officerPerson.crm();
        agent.customer(CUSTOMER);
        agent.get("/api/v1/customers/" + CUSTOMER + "/timeline");
        agent.get("/api/v1/customers?limit=1");
        agent.post("/api/v1/customers/search", "{\"q\":\" " + EMAIL.toUpperCase(Locale.ROOT) + "\"}");

        String actor = person.name();
        assertThat(actions(officer, actor))
                .containsExactly(
                        "customers.searched", "customers.listed", "customer.timeline_viewed", "customer.viewed");
        JsonNode look = only(officer.get(TRAIL + "?action=customer.viewed&actor=" + actor));
        assertThat(look.get("object").asText()).isEqualTo(object);
        Answer all = officer.get(TRAIL + "?actor=" + actor);
        assertThat(all.response().body()).doesNotContain("Lovelace", "@example.org", "@EXAMPLE.ORG", EMAIL);

        JsonNode search = only(officer.post(
                TRAIL + "/search",
                "{\"personal\":{\"email\":\"" + EMAIL + "\"},\"action\":\"customers.searched\",\"actor\":\"" + actor
                        + "\"}"));
        assertThat(search.get("actor").asText()).isEqualTo(actor);
        assertThat(search.at("/details/customers").asText()).isEqualTo("1");
        assertThat(search.at("/personal/email").asText()).matches("[0-9a-f]{64}");
        assertThat(actions(officer, officerPerson.name())).containsExactly("audit.searched");
    }

    private static JsonNode only(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.json().get("items")).as(answer.response().body()).hasSize(1);
        return answer.json().get("items").get(0);
    }

    @Test
    void whatIsMaskedOrNotThereIsNoLook() {
        profile();
        Crm officer = account("privacy_officer");
        for (String role : List.of("viewer", "marketer")) {
            Person person = person(role);
            Crm masked = person.crm();
            assertThat(masked.customer(CUSTOMER).at("/attributes/name").asText())
                    .isEqualTo("A***");
            masked.get("/api/v1/customers/" + CUSTOMER + "/timeline");
            masked.post("/api/v1/customers/search", "{\"q\":\"" + EMAIL + "\"}");
            assertThat(actions(officer, person.name()))
                    .as("but what is searched for is known to whoever asks")
                    .containsExactly("customers.searched");
        }
        Person analyst = person("analyst");
        assertThat(analyst.crm().get("/api/v1/customers/nobody-" + RUN).status())
                .isEqualTo(404);
        assertThat(analyst.crm().get("/api/v1/customers?after=made-up").status())
                .isEqualTo(400);
        assertThat(actions(officer, analyst.name())).isEmpty();
    }

    @Test
    void wrongQuestionsAreToldSo() {
        Crm officer = account("privacy_officer");
        assertThat(officer.get(TRAIL + "?from=yesterday").status()).isEqualTo(400);
        assertThat(officer.get(TRAIL + "?limit=0").status()).isEqualTo(400);
        assertThat(officer.get(TRAIL + "?after=made-up").status()).isEqualTo(400);
        assertThat(officer.post(TRAIL + "/search", "{\"personal\":{\"email\":\"\"}}")
                        .status())
                .isEqualTo(422);
        assertThat(officer.post(TRAIL + "/search", "{\"email\":\"x\"}").status())
                .isEqualTo(422);
    }

    @Test
    void whoChangesTheTrailPastTheApplicationIsFound() throws SQLException {
        profile();
        account("agent").customer(CUSTOMER);
        Crm officer = account("privacy_officer");
        JsonNode whole = officer.get(TRAIL + "/verify").json();
        assertThat(whole.get("valid").asBoolean()).as(whole.toString()).isTrue();
        assertThat(whole.has("first_broken")).isFalse();
        assertThat(whole.get("entries").asLong())
                .isPositive()
                .isEqualTo(whole.at("/head/seq").asLong());

        long seq = whole.at("/head/seq").asLong();
        tamper("update audit_entry set actor = actor || '!' where seq = " + seq);
        try {
            JsonNode broken = officer.get(TRAIL + "/verify").json();
            assertThat(broken.get("valid").asBoolean()).isFalse();
            assertThat(broken.at("/first_broken/seq").asLong()).isEqualTo(seq);
            assertThat(broken.at("/first_broken/reason").asText()).isEqualTo("changed");
        } finally {
            tamper("update audit_entry set actor = left(actor, -1) where seq = " + seq);
        }
        assertThat(officer.get(TRAIL + "/verify").json().get("valid").asBoolean())
                .isTrue();
    }

    private static void tamper(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table audit_entry disable trigger audit_entry_append_only");
            statement.execute(sql);
            statement.execute("alter table audit_entry enable always trigger audit_entry_append_only");
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(SharedLab.lab().postgres().jdbcUrl());
    }

    @Test
    void nothingPersonalIsShownWhileTheTrailCannotBeWritten() throws SQLException {
        profile();
        Crm agent = account("agent");
        Crm viewer = account("viewer");
        agent.get("/api/v1/me");
        viewer.get("/api/v1/me");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select seq from audit_head for update");
            Answer answer = agent.get("/api/v1/customers/" + CUSTOMER);
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotBlank();
            assertThat(answer.response().body()).doesNotContain("Lovelace", EMAIL);
            assertThat(viewer.get("/api/v1/customers/" + CUSTOMER).status()).isEqualTo(200);
            connection.rollback();
        }
        assertThat(agent.get("/api/v1/customers/" + CUSTOMER).status()).isEqualTo(200);
    }
}
