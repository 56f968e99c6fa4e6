package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.profile.service.TestDatabase;
import crm.segment.entity.SegmentInUse;
import crm.segment.entity.SegmentRefused;
import crm.segment.entity.SegmentState;
import crm.segment.entity.SegmentUnknown;
import crm.segment.entity.SegmentVersion;
import crm.segment.store.DefinitionRows;
import crm.segment.store.HandoverRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

    private static final Instant NOW = Instant.parse("2020-01-01T00:00:00Z");

    private Connection connection;
    private Definitions definitions;
    private DefinitionRows rows;

    @BeforeEach
    void open() throws SQLException {
        connection = TestDatabase.dataSource().getConnection();
        connection.setAutoCommit(false);
        SegmentTables.clear(connection);
        definitions = new Definitions(connection);
        rows = new DefinitionRows(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private SegmentVersion publish(String key, String where) throws SQLException {
        return definitions.publish(
                Words.json("{\"key\": \"" + key + "\", \"name\": \"" + key + "\", \"where\": " + where + "}"), "ada");
    }

    private void swap() throws SQLException {
        definitions.swap(rows.passing().orElseThrow(), NOW);
        tellMembers();
    }

    private void tellMembers() throws SQLException {
        Handover handover = new Handover(connection, NOW);
        while (rows.passing()
                .filter(one -> one.pass().equals(Optional.of(Handover.PASS)))
                .isPresent()) {
            handover.step(rows.passing().orElseThrow(), 100);
        }
    }

    private SegmentState state(String key) throws SQLException {
        return rows.find(key).orElseThrow().state();
    }

    @Test
    void aVersionFollowsTheOneThatServes() throws SQLException {
        SegmentVersion first = publish("a", "{\"all\": []}");
        assertThat(first.version()).isEqualTo(1);
        assertThat(first.state()).isEqualTo(SegmentState.BACKFILLING);
        assertThat(state("a")).isEqualTo(SegmentState.BACKFILLING);
        swap();
        assertThat(state("a")).isEqualTo(SegmentState.LIVE);
        assertThat(publish("a", "{\"all\": []}").version()).as("nothing new").isEqualTo(1);
        assertThat(publish("a", "{\"any\": []}").version()).isEqualTo(2);
        assertThat(state("a")).as("the first still serves").isEqualTo(SegmentState.LIVE);
        assertThat(definitions.versions("a"))
                .extracting(SegmentVersion::state)
                .containsExactly(SegmentState.BACKFILLING, SegmentState.LIVE);
        swap();
        assertThat(definitions.versions("a").get(1).until()).contains(NOW);
        assertThat(definitions.rollBack("a", 1, "ada").version()).isEqualTo(3);
        assertThatThrownBy(() -> definitions.rollBack("a", 9, "ada")).isInstanceOf(SegmentUnknown.class);
    }

    @Test
    void oneThatWillNotFollowIsForgotten() throws SQLException {
        publish("a", "{\"all\": []}");
        var first = rows.passing().orElseThrow();
        publish("a", "{\"any\": []}");
        assertThat(rows.passing().orElseThrow().pass()).contains("forget");
        new HandoverRows(connection).forget(first.id(), 100);
        definitions.swap(first, NOW);
        assertThat(state("a")).isEqualTo(SegmentState.BACKFILLING);
        assertThat(definitions.versions("a").get(1).state()).isEqualTo(SegmentState.DRAFT);
        swap();
        assertThat(definitions.all().get(0).serving().orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void whatCannotBeIsRefusedWithItsPlace() throws SQLException {
        assertThatThrownBy(() -> publish("a", "{\"segment\": \"b\"}"))
                .isInstanceOfSatisfying(
                        SegmentRefused.class,
                        refused -> assertThat(refused.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.pointer()).isEqualTo("/where/segment");
                            assertThat(fault.code()).isEqualTo("unknown_segment");
                        }));
        publish("a", "{\"all\": []}");
        swap();
        publish("b", "{\"segment\": \"a\"}");
        swap();
        assertThatThrownBy(() -> publish("a", "{\"not\": {\"segment\": \"b\"}}"))
                .isInstanceOfSatisfying(
                        SegmentRefused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(fault -> fault.code())
                                .containsExactly("cycle"));
        assertThatThrownBy(() -> definitions.archive("a", NOW))
                .isInstanceOf(SegmentInUse.class)
                .hasMessageContaining("b");
    }

    @Test
    void whoReferIsAskedAgain() throws SQLException {
        publish("a", "{\"all\": []}");
        swap();
        publish("b", "{\"segment\": \"a\"}");
        swap();
        publish("c", "{\"segment\": \"b\"}");
        swap();
        assertThat(rows.passing()).isEmpty();
        publish("a", "{\"any\": []}");
        var next = rows.versions("a").get(0);
        definitions.swap(next, NOW);
        tellMembers();
        assertThat(rows.current())
                .filteredOn(version -> version.pass().equals(Optional.of("recheck")))
                .extracting(version -> version.key())
                .containsExactly("b", "c");
    }

    @Test
    void pausedResumedAndArchived() throws SQLException {
        publish("a", "{\"all\": []}");
        swap();
        long before = rows.held();
        definitions.pause("a");
        assertThat(rows.held()).isGreaterThan(before);
        assertThat(state("a")).isEqualTo(SegmentState.PAUSED);
        assertThat(definitions.resume("a", "ada").version()).isEqualTo(2);
        assertThat(state("a")).as("until it has caught up").isEqualTo(SegmentState.PAUSED);
        swap();
        assertThat(state("a")).isEqualTo(SegmentState.LIVE);
        definitions.archive("a", NOW);
        assertThat(state("a")).isEqualTo(SegmentState.ARCHIVED);
        assertThat(publish("a", "{\"all\": []}").version()).isEqualTo(3);
        assertThat(state("a")).isEqualTo(SegmentState.BACKFILLING);
    }
}
