package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import crm.profile.service.TestDatabase;
import crm.segment.entity.SegmentChanged;
import crm.segment.entity.SegmentInUse;
import crm.segment.entity.SegmentNotInForce;
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
        return definitions.publish(definition(key, where), "ada");
    }

    private static JsonNode definition(String key, String where) {
        return Words.json("{\"key\": \"" + key + "\", \"name\": \"" + key + "\", \"where\": " + where + "}");
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

    @Test
    void aDraftStandsBesideWhatServesUntilItIsPublished() throws SQLException {
        publish("a", "{\"all\": []}");
        swap();
        var draft = definitions.draft(definition("a", "{\"any\": []}"), "ada", Optional.empty());
        assertThat(draft.created()).isFalse();
        assertThat(draft.version().state()).isEqualTo(SegmentState.DRAFT);
        assertThat(state("a")).isEqualTo(SegmentState.LIVE);
        assertThat(rows.passing()).as("nobody is asked").isEmpty();
        definitions.draft(definition("a", "{\"rfm\": [\"lost\"]}"), "ada", Optional.empty());
        assertThat(definitions.versions("a")).as("one draft at most").hasSize(2);

        var published = definitions.publishDraft("a", "bob", Optional.empty());

        assertThat(published.version().version()).isEqualTo(2);
        assertThat(published.version().state()).isEqualTo(SegmentState.BACKFILLING);
        assertThat(definitions.find("a").orElseThrow().draft()).isEmpty();
        swap();
        assertThat(definitions.find("a").orElseThrow().serving().orElseThrow().definition())
                .contains("lost");
        assertThatThrownBy(() -> definitions.publishDraft("a", "bob", Optional.empty()))
                .isInstanceOf(SegmentNotInForce.class);
    }

    @Test
    void aDraftThatWasNeverPublishedCanBeForgotten() throws SQLException {
        assertThat(definitions
                        .draft(definition("a", "{\"all\": []}"), "ada", Optional.empty())
                        .created())
                .isTrue();
        assertThat(state("a")).isEqualTo(SegmentState.DRAFT);
        assertThatThrownBy(() -> publish("b", "{\"segment\": \"a\"}")).isInstanceOf(SegmentRefused.class);
        assertThatThrownBy(() -> definitions.pause("a")).isInstanceOf(SegmentNotInForce.class);
        definitions.dropDraft("a", Optional.empty());
        assertThat(definitions.all()).isEmpty();
    }

    @Test
    void nobodyWritesOverWhatTheyHaveNotSeen() throws SQLException {
        publish("a", "{\"all\": []}");
        long seen = definitions.find("a").orElseThrow().revision();
        swap();
        assertThat(definitions.find("a").orElseThrow().revision())
                .as("what goes on by itself is no change")
                .isEqualTo(seen);
        definitions.pause("a", Optional.of(seen));
        assertThatThrownBy(() -> definitions.archive("a", NOW, Optional.of(seen)))
                .isInstanceOf(SegmentChanged.class);
        assertThatThrownBy(() -> definitions.publish(definition("b", "{\"all\": []}"), "ada", Optional.of(1L)))
                .isInstanceOf(SegmentChanged.class);
    }

    @Test
    void anInstantHasTheVersionThatWasInForce() throws SQLException {
        publish("a", "{\"all\": []}");
        assertThat(then(NOW).map(SegmentVersion::version)).as("about to be").contains(1);
        swap();
        publish("a", "{\"any\": []}");
        definitions.swap(rows.passing().orElseThrow(), NOW.plusSeconds(10));
        definitions.archive("a", NOW.plusSeconds(20));
        assertThat(then(NOW.minusSeconds(1)).map(SegmentVersion::version))
                .as("the earliest")
                .contains(1);
        assertThat(then(NOW).map(SegmentVersion::version)).contains(1);
        assertThat(then(NOW.plusSeconds(10)).map(SegmentVersion::version)).contains(2);
        assertThat(then(NOW.plusSeconds(20))).as("archived").isEmpty();
    }

    private Optional<SegmentVersion> then(Instant at) throws SQLException {
        return new DefinitionsThen(rows, at).version("a");
    }
}
