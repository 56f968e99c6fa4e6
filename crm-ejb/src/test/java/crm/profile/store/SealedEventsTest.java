package crm.profile.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.Consulted;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Stamp;
import crm.ingest.service.DecoderSettings;
import crm.ingest.service.Identities;
import crm.ingest.service.PayloadReader;
import crm.privacy.entity.MasterKeyMissing;
import crm.privacy.service.Custody;
import crm.privacy.service.Seals;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileId;
import crm.profile.service.TestDatabase;
import crm.profile.store.EventRows.Owned;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the table has of events, and what comes of it when somebody meddled with it. */
class SealedEventsTest {

    private static final PayloadReader PAYLOADS = new PayloadReader(
            new Identities(new DecoderSettings(Optional.empty(), Set.of("email", "phone", "loyalty_id"), "GB")));

    private final Seals seals = TestKeys.seals();
    private final Identity ada = Identity.customer(UUID.randomUUID().toString());
    private final Identity bob = Identity.customer(UUID.randomUUID().toString());
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestDatabase.dataSource().getConnection();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void comeBackAsTheyWereSent() throws SQLException {
        Event event = event(ada, "customer.registered", "{\"name\":\"Ada Lovelace\",\"traits\":{\"vip\":true}}");
        store(event);
        assertThat(stored(ada)).doesNotContain("Lovelace").contains("\"traits\":{\"vip\":true}");
        assertThat(read(ada)).isEqualTo(event);
    }

    @Test
    void keepAPersonalSubjectToThemselves() throws SQLException {
        Identity email = new Identity(Identity.EMAIL, "ada-" + UUID.randomUUID() + "@example.org");
        Event event = event(email, "page.viewed", "{\"url\":\"/\"}");
        store(event);
        assertThat(stored(email)).doesNotContain(email.value()).contains("email:" + ProfileId.of(email) + ".v1.");
        assertThat(read(email)).isEqualTo(event);
        seals.shred(connection, List.of(ProfileId.of(email).value()));
        assertThat(StoredSubject.isErased(read(email).subject())).isTrue();
    }

    @Test
    void moveToAnotherOwnerAndStillOpen() throws SQLException {
        Identity visitor = Identity.anonymous(UUID.randomUUID().toString());
        Event event = event(visitor, "consultation.message_sent", message("in Rome"));
        store(event);
        execute("update event set profile_id = '" + ProfileId.of(bob) + "' where profile_id = '" + ProfileId.of(visitor)
                + "'");
        assertThat(read(bob)).isEqualTo(event);
    }

    @Test
    void ofSomebodyErasedStillHaveHappened() throws SQLException {
        store(event(ada, "consultation.message_sent", message("in Rome")));
        seals.shred(connection, List.of(ProfileId.of(ada).value()));
        Event erased = read(ada);
        assertThat(erased.payload()).isEqualTo(new Consulted("k1"));
        assertThat(erased.data()).isEqualTo("{\"conversation_id\":\"k1\",\"message_id\":\"m\"}");
    }

    @Test
    void withAValueThatWasTamperedWithLoseItAndNothingElse() throws SQLException {
        store(event(ada, "customer.registered", "{\"name\":\"Ada\",\"gender\":\"f\"}"));
        execute("update event set data = (left(data::text, 40) || 'AAAA' || substr(data::text, 45))::json"
                + " where profile_id = '" + ProfileId.of(ada) + "'");
        assertThat(changed(read(ada)).attributes()).containsOnlyKeys("/gender");
    }

    @Test
    void cannotSpeakForAnother() throws SQLException {
        store(event(ada, "customer.registered", "{\"name\":\"Ada\"}"));
        store(event(bob, "customer.registered", "{\"name\":\"Bob\"}"));
        execute("update event set data = (select data from event where profile_id = '" + ProfileId.of(ada)
                + "') where profile_id = '" + ProfileId.of(bob) + "'");
        assertThat(changed(read(bob)).attributes()).isEmpty();
        assertThat(changed(read(ada)).attributes()).containsEntry("/name", "\"Ada\"");
    }

    @Test
    void areRefusedByANodeThatHasNoKeyUnlessNothingInThemIsPersonal() throws SQLException {
        EventRows keyless = new EventRows(connection, PAYLOADS::read, new Seals(new Custody()));
        Event plain = event(ada, "page.viewed", "{\"url\":\"/\"}");
        keyless.insert(List.of(owned(plain)));
        Event personal = event(bob, "customer.registered", "{\"name\":\"Bob\"}");
        assertThatThrownBy(() -> keyless.insert(List.of(owned(personal)))).isInstanceOf(MasterKeyMissing.class);
        assertThat(read(ada)).isEqualTo(plain);
    }

    private static String message(String text) {
        return "{\"conversation_id\":\"k1\",\"message_id\":\"m\",\"text\":\"" + text + "\"}";
    }

    private static Event event(Identity subject, String type, String data) {
        Stamp stamp = new Stamp(
                Instant.parse("2020-01-01T00:00:00Z"), "test", UUID.randomUUID().toString());
        return new Event(stamp, type, subject, false, PAYLOADS.read(type, data), data);
    }

    private static CustomerChanged changed(Event event) {
        Payload payload = event.payload();
        return (CustomerChanged) payload;
    }

    private static Owned owned(Event event) {
        return new Owned(ProfileId.of(event.subject()), event);
    }

    private EventRows rows() {
        return new EventRows(connection, PAYLOADS::read, seals);
    }

    private void store(Event event) throws SQLException {
        rows().insert(List.of(owned(event)));
    }

    private Event read(Identity owner) throws SQLException {
        List<Owned> events = rows().ofProfiles(List.of(ProfileId.of(owner)));
        assertThat(events).hasSize(1);
        return events.get(0).event();
    }

    private String stored(Identity owner) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select subject || ' ' || data::text from event where profile_id = '"
                                + ProfileId.of(owner) + "'")) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
