package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Event;
import crm.ingest.entity.EventRefused;
import crm.ingest.entity.Fault;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Stamp;
import crm.ingest.service.DecoderSettings;
import crm.ingest.service.EventSchemas;
import crm.ingest.service.Identities;
import crm.ingest.service.OwnEvents;
import crm.ingest.service.PayloadReader;
import crm.privacy.service.Seals;
import crm.privacy.service.TestKeys;
import crm.profile.entity.CustomerUnknown;
import crm.profile.entity.EditAttributes;
import crm.profile.entity.ProfileChanged;
import crm.profile.entity.ProfileId;
import crm.profile.fold.Attributes;
import crm.profile.store.PersonRows;
import crm.profile.store.ProfileRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class EditTest {

    private static final DecoderSettings SETTINGS = new DecoderSettings(
            Optional.empty(), Set.of("customer_id", "anonymous_id", "loyalty_id", "email", "phone"), "GB");
    private static final PayloadReader PAYLOADS = new PayloadReader(new Identities(SETTINGS));
    private static final OwnEvents EVENTS = new OwnEvents(PAYLOADS, new EventSchemas());
    private static final Instant NOW = Instant.parse("2020-06-01T12:00:00.123456789Z");
    private static final Identity ADA = Identity.customer("17");
    private static final ProfileId PROFILE = ProfileId.of(ADA);

    private final Seals seals = TestKeys.seals();
    private Connection connection;

    @BeforeEach
    void begin() throws SQLException {
        connection = TestDatabase.dataSource().getConnection();
        new StoredProfiles(connection).clear();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void end() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Test
    void changesWhatItNamesClearsWhatItNullsAndKeepsTheRest() throws SQLException {
        say(
                ADA,
                "2020-01-01T00:00:00Z",
                "{\"name\":\"Ada\",\"phone\":\"020 7946 0958\","
                        + "\"address\":{\"city\":\"Bath\",\"country\":\"UK\"},\"company\":{\"id\":\"c\"}}");

        edit("{\"name\":\"Ada King\",\"phone\":null,\"address\":{\"city\":\"London\"},\"company\":null}");

        assertThat(attributes())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("/name", "\"Ada King\"", "/address/city", "\"London\"", "/address/country", "\"UK\""));
    }

    @Test
    void isNotUndoneByWhatComesLaterOfEarlierTimes() throws SQLException {
        say(ADA, "2020-01-01T00:00:00Z", "{\"name\":\"Ada\"}");
        edit("{\"name\":\"Ada King\"}");
        say(ADA, "2020-05-31T00:00:00Z", "{\"name\":\"Ada Byron\",\"gender\":\"f\"}");
        assertThat(attributes()).containsEntry("/name", "\"Ada King\"").containsEntry("/gender", "\"f\"");
        say(ADA, "2020-06-02T00:00:00Z", "{\"name\":\"Ada Lovelace\"}");
        assertThat(attributes()).containsEntry("/name", "\"Ada Lovelace\"");
    }

    @Test
    void winsOverAProducerWhoseClockIsAhead() throws SQLException {
        say(ADA, "2020-06-01T12:03:00Z", "{\"name\":\"Ada\",\"address\":{\"city\":\"Bath\"}}");
        edit("{\"name\":\"Ada King\",\"address\":null}");
        assertThat(attributes()).containsExactlyInAnyOrderEntriesOf(Map.of("/name", "\"Ada King\""));
    }

    @Test
    void isAnEventFromWhichTheSameComesAgain() throws SQLException {
        say(ADA, "2020-01-01T00:00:00Z", "{\"name\":\"Ada\",\"email\":\"ada@example.org\"}");
        edit("{\"email\":\"Ada.King@Example.org\"}");
        Map<ProfileId, Map<String, String>> once = new StoredProfiles(connection).read();

        // Who loses the events of a visitor is folded anew from the timeline.
        Identity visitor = Identity.anonymous("v");
        apply(event(visitor, "2020-02-01T00:00:00Z", "page.viewed", "{\"url\":\"/\"}"));
        apply(event(ADA, "2020-03-01T00:00:00Z", "customer.identified", "{\"anonymous_id\":\"v\"}"));
        apply(event(
                Identity.customer("18"), "2020-01-15T00:00:00Z", "customer.identified", "{\"anonymous_id\":\"v\"}"));

        Map<String, String> again = new StoredProfiles(connection).read().get(PROFILE);
        assertThat(again).containsEntry("attributes", once.get(PROFILE).get("attributes"));
        assertThat(again.get("identities")).contains("ada.king@example.org");
        assertThat(new StoredProfiles(connection).eventsThatSay("King")).isZero();
    }

    @Test
    void ofAVisitorFollowsTheVisitor() throws SQLException {
        Identity visitor = Identity.anonymous("v");
        apply(event(visitor, "2020-02-01T00:00:00Z", "page.viewed", "{\"url\":\"/\"}"));
        Edit.Done done = edit(ProfileId.of(visitor), "{\"name\":\"Bob\"}", Optional.empty());
        assertThat(done.profile()).isEqualTo(ProfileId.of(visitor));
        apply(event(ADA, "2020-03-01T00:00:00Z", "customer.identified", "{\"anonymous_id\":\"v\"}"));
        assertThat(attributes()).containsEntry("/name", "\"Bob\"");
        assertThat(edit(ProfileId.of(visitor), "{\"gender\":\"m\"}", Optional.empty())
                        .profile())
                .isEqualTo(PROFILE);
    }

    @Test
    void locksOnlyTheProfileThatAnswers() throws SQLException {
        ProfileId visitor = visitorOfAda();
        apply(event(ADA, "2020-03-01T00:00:00Z", "customer.identified", "{\"anonymous_id\":\"v\"}"));
        connection.commit();
        try (Connection worker = transaction()) {
            new ProfileRows(worker).lock(visitor);
            execute(connection, "set local lock_timeout = '5s'");
            assertThat(edit(visitor, "{\"gender\":\"m\"}", Optional.empty()).profile())
                    .isEqualTo(PROFILE);
            worker.rollback();
        }
    }

    @Test
    void ofAProfileThatIsMergedWhileItWaitsHoldsOnlyTheSurvivor() throws Exception {
        ProfileId visitor = visitorOfAda();
        connection.commit();
        apply(event(ADA, "2020-03-01T00:00:00Z", "customer.identified", "{\"anonymous_id\":\"v\"}"));
        try (Connection editor = transaction();
                Connection other = transaction()) {
            int process = editor.unwrap(PGConnection.class).getBackendPID();
            CompletableFuture<ProfileId> locked = CompletableFuture.supplyAsync(() -> survivor(editor, visitor));
            awaitLock(other, process);
            connection.commit();
            assertThat(locked.get(10, TimeUnit.SECONDS)).isEqualTo(PROFILE);
            execute(other, "select from profile where id = '" + visitor.value() + "' for no key update nowait");
            assertThatThrownBy(() -> execute(
                            other, "select from profile where id = '" + PROFILE.value() + "' for no key update nowait"))
                    .isInstanceOf(SQLException.class);
            editor.rollback();
            other.rollback();
        }
    }

    private ProfileId visitorOfAda() throws SQLException {
        say(ADA, "2020-01-01T00:00:00Z", "{\"name\":\"Ada\"}");
        Identity visitor = Identity.anonymous("v");
        apply(event(visitor, "2020-02-01T00:00:00Z", "page.viewed", "{\"url\":\"/\"}"));
        return ProfileId.of(visitor);
    }

    private static Connection transaction() throws SQLException {
        Connection connection = TestDatabase.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static ProfileId survivor(Connection connection, ProfileId id) {
        try {
            return new ProfileRows(connection).lockSurvivor(id).orElseThrow().id();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void awaitLock(Connection connection, int process) throws SQLException {
        Instant late = Instant.now().plusSeconds(20);
        try (Statement statement = connection.createStatement()) {
            ResultSet row;
            do {
                assertThat(Instant.now()).isBefore(late);
                row = statement.executeQuery("select cardinality(pg_blocking_pids(" + process + ")) > 0");
                row.next();
            } while (!row.getBoolean(1));
        }
    }

    @Test
    void isRefusedWhereSomebodyElseWasFaster() throws SQLException {
        say(ADA, "2020-01-01T00:00:00Z", "{\"name\":\"Ada\"}");
        long seen = edit("{\"gender\":\"f\"}").version();
        Edit.Done done = edit(PROFILE, "{\"gender\":\"x\"}", Optional.of(seen));
        assertThat(done.version()).isEqualTo(seen + 1);
        assertThatThrownBy(() -> edit(PROFILE, "{\"gender\":\"y\"}", Optional.of(seen)))
                .isInstanceOf(ProfileChanged.class);
        assertThat(attributes()).containsEntry("/gender", "\"x\"");
    }

    @Test
    void thatSaysNothingChangesNothing() throws SQLException {
        say(ADA, "2020-01-01T00:00:00Z", "{\"name\":\"Ada\"}");
        Edit.Done done = edit("{\"address\":{}}");
        assertThat(done.event()).isEmpty();
        assertThat(done.version()).isEqualTo(1);
        assertThat(new StoredProfiles(connection).events()).isEqualTo(1);
    }

    @Test
    void ofSomebodyUnknownIsRefused() {
        assertThatThrownBy(() -> edit("{\"name\":\"x\"}")).isInstanceOf(CustomerUnknown.class);
    }

    @Test
    void isRefusedWithEveryFaultAndNothingOfItIsKept() throws SQLException {
        say(ADA, "2020-01-01T00:00:00Z", "{\"name\":\"Ada\"}");
        assertThat(faults("{\"email\":\"nobody\",\"phone\":\"1\",\"birthday\":\"1990-02-30\",\"name\":7,"
                        + "\"address\":{\"city\":false},\"gender\":\"f\"}"))
                .containsExactlyInAnyOrder(
                        "/attributes/email wrong_type",
                        "/attributes/phone wrong_type",
                        "/attributes/birthday wrong_type",
                        "/attributes/name wrong_type",
                        "/attributes/address/city wrong_type");
        assertThat(faults("{\"customer_id\":\"18\",\"consents\":{\"profiling\":true},\"identities\":[]}"))
                .containsExactly(
                        "/attributes/consents no_attribute",
                        "/attributes/customer_id no_attribute",
                        "/attributes/identities no_attribute");
        assertThat(faults("{\"a\":{\"b\":\"" + "x".repeat(EditRules.LONGEST + 1) + "\"}}"))
                .containsExactly("/attributes/a/b too_long");
        String tooLong = '"' + "x".repeat(EditRules.LONGEST + 1) + '"';
        assertThat(faults("{\"a\":[\"b\",[" + tooLong + "]," + tooLong + "]}"))
                .containsExactly("/attributes/a/1/0 too_long", "/attributes/a/2 too_long");
        assertThat(faults("{\"a\":[" + String.join(",", Collections.nCopies(99, tooLong)) + "]}"))
                .hasSize(EditRules.MOST_FAULTS);
        assertThat(faults("{\"a~/b\":\"\\u0000\"}")).containsExactly("/attributes/a~0~1b bad_character");
        assertThat(faults("{\"a\":\"\\ud800\"}")).containsExactly("/attributes/a bad_character");
        assertThat(faults("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}"))
                .singleElement()
                .asString()
                .endsWith("too_deep");
        assertThat(faults("[]")).containsExactly("/attributes wrong_type");
        assertThat(attributes()).containsExactlyEntriesOf(Map.of("/name", "\"Ada\""));
        assertThat(new StoredProfiles(connection).events()).isEqualTo(1);
    }

    private List<String> faults(String attributes) {
        try {
            edit(attributes);
            return List.of();
        } catch (EventRefused e) {
            return e.faults().stream()
                    .map((Fault fault) -> fault.pointer() + ' ' + fault.code())
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Edit.Done edit(String attributes) throws SQLException {
        return edit(PROFILE, attributes, Optional.empty());
    }

    private Edit.Done edit(ProfileId profile, String attributes, Optional<Long> seen) throws SQLException {
        return new Edit(connection, PAYLOADS::read, seals, EVENTS)
                .apply(profile, new EditAttributes(attributes, seen), "agnes", NOW);
    }

    private void say(Identity who, String time, String data) throws SQLException {
        apply(event(who, time, "customer.updated", data));
    }

    private int told;

    private Event event(Identity who, String time, String type, String data) {
        Stamp stamp = new Stamp(Instant.parse(time), "shop", "e" + told++);
        return new Event(stamp, type, who, false, PAYLOADS.read(type, data), data);
    }

    private void apply(Event event) throws SQLException {
        new EventBatch(connection, PAYLOADS::read, seals).apply(List.of(event));
    }

    private Map<String, String> attributes() throws SQLException {
        Attributes attributes =
                new PersonRows(connection).read(List.of(PROFILE)).get(PROFILE).attributes();
        Map<String, String> visible = new java.util.TreeMap<>();
        attributes.facts().keySet().stream()
                .filter(pointer -> attributes.get(pointer) != null)
                .forEach(pointer -> visible.put(pointer, attributes.get(pointer)));
        return visible;
    }
}
