package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.condition.evaluation.Micros;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.CustomerIdentified;
import crm.ingest.entity.Stamp;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileId;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import crm.segment.store.ChangeRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told outside of a membership, and what is not. */
class ToldOutsideTest {

    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);
    private static final Identity ADA = Identity.customer("ada");
    private static final Identity VISITOR = Identity.anonymous("v");

    private Connection connection;
    private Segments segments;
    private Instant now = BEGIN.plusSeconds(100);
    private int told;

    @BeforeEach
    void publish() throws SQLException {
        connection = TestDatabase.dataSource().getConnection();
        ToldEvents.clear(connection);
        SegmentTables.clear(connection);
        connection.setAutoCommit(false);
        segments = new Segments(
                new DefinitionsInForce(), ToldEvents.PAYLOADS, TestKeys.seals(), purpose -> true, () -> now);
        new Definitions(connection).publish(Words.json("""
                {"key": "browsing", "name": "Browsing", "where": {"event": {"type": "page.viewed", "measure": "count",
                 "window": {"last": "PT10S"}, "op": "gte", "value": 1}}}"""), "ada");
        while (new Passing(connection, segments).step(10, now, Micros.of(now))) {
            connection.commit();
        }
        connection.commit();
    }

    @AfterEach
    void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private Event viewed(int second, Identity who, boolean backfill) {
        return new Event(stamp(second), "page.viewed", who, backfill, Payload.Occurrence.INSTANCE, "{\"url\":\"/\"}");
    }

    private Stamp stamp(int second) {
        return new Stamp(BEGIN.plusSeconds(second), "test", "e" + told++);
    }

    private void apply(Event... events) throws SQLException {
        ToldEvents.applyEvents(connection, List.of(events), segments);
        connection.commit();
    }

    private void sweep(int second) throws SQLException {
        now = BEGIN.plusSeconds(second);
        while (new Sweep(connection, segments).step(now, 10) > 0) {
            connection.commit();
        }
        connection.commit();
    }

    /** As they leave, since the last look: who, whether entered, cause and second. */
    private List<String> outside() throws SQLException {
        ChangeRows rows = new ChangeRows(connection, 100);
        List<String> outside = rows.take(rows.from(FIRST, LAST).items()).stream()
                .map(change -> (change.profile().equals(ProfileId.of(ADA)) ? "ada " : "visitor ")
                        + (change.entered() ? "entered " : "exited ")
                        + change.cause().word()
                        + ' '
                        + change.at().minusSeconds(BEGIN.getEpochSecond()).getEpochSecond()
                        + (change.late() ? " late" : ""))
                .toList();
        connection.commit();
        return outside;
    }

    private List<String> column(String sql) throws SQLException {
        List<String> column = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                column.add(row.getString(1));
            }
        }
        return column;
    }

    private long version(Identity who) throws SQLException {
        return Long.parseLong(column("select version from profile where id = '" + ProfileId.of(who) + "'")
                .get(0));
    }

    @Test
    void aChangeIsAVersionOfTheProfileOnce() throws SQLException {
        apply(viewed(50, ADA, false));
        long entered = version(ADA);
        assertThat(column("select distinct version from profile_outbox"))
                .as("the event and what follows from it are one")
                .containsExactly("" + entered);
        assertThat(column("select key || ' ' || since at time zone 'UTC' from membership"))
                .containsExactly("browsing 2020-01-01 00:00:50");

        sweep(70);
        assertThat(version(ADA)).as("time alone").isEqualTo(entered + 1);
        assertThat(column("select version from profile_outbox order by 1"))
                .containsExactly("" + entered, "" + (entered + 1));
        assertThat(outside()).containsExactly("ada entered event 50", "ada exited time 60");
        assertThat(column("select key from membership")).isEmpty();
    }

    @Test
    void whatIsBackfilledChangesStateAndTellsNobody() throws SQLException {
        apply(viewed(20, ADA, true), viewed(45, ADA, true));
        assertThat(column("select key from membership")).containsExactly("browsing");
        assertThat(column("select entered || ' ' || silent from segment_change order by id"))
                .containsExactly("true true", "false true", "true true");
        assertThat(outside()).isEmpty();

        sweep(70);
        assertThat(outside()).as("what time brings is told").containsExactly("ada exited time 55");
    }

    @Test
    void whatWouldHaveChangedAnywayIsTold() throws SQLException {
        apply(viewed(20, ADA, false));
        apply(viewed(45, ADA, true));
        assertThat(outside()).containsExactly("ada entered event 20", "ada exited time 30");
        apply(viewed(95, ADA, true), viewed(96, ADA, false));
        assertThat(outside()).as("the live event finds it in already").containsExactly("ada exited time 55");
    }

    @Test
    void aVisitorIsIdentifiedSilently() throws SQLException {
        now = BEGIN.plusSeconds(55);
        apply(viewed(50, VISITOR, false));
        assertThat(outside()).containsExactly("visitor entered event 50");
        Payload identified = new CustomerIdentified(List.of(), List.of(VISITOR));
        apply(new Event(stamp(52), "customer.identified", ADA, true, identified, "{}"));
        assertThat(outside()).isEmpty();
        assertThat(column("select profile_id from membership"))
                .containsExactly(ProfileId.of(ADA).toString());
    }
}
