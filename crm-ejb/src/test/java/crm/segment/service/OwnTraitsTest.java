package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.condition.evaluation.Micros;
import crm.condition.language.ValueType;
import crm.privacy.service.TestKeys;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import crm.segment.entity.OwnTrait;
import crm.segment.entity.SegmentInUse;
import crm.segment.entity.TraitChanged;
import crm.segment.entity.TraitUnknown;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnTraitsTest {

    private static final Instant NOW = Instant.parse("2020-01-02T00:00:00Z");

    @BeforeEach
    void clear() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            ToldEvents.clear(connection);
            SegmentTables.clear(connection);
        }
    }

    private static String trait(int days) {
        return "{\"key\": \"pages\", \"name\": \"Pages\", \"event\": {\"type\": \"page.viewed\", \"measure\": \"count\", \"window\": {\"last\": \"P%dD\"}}}"
                .formatted(days);
    }

    @Test
    void oneThatASegmentAsksForStays() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            OwnTraits traits = new OwnTraits(connection);
            traits.save(Words.json(trait(7)), "ada");
            new Definitions(connection)
                    .publish(
                            Words.json(
                                    "{\"key\": \"readers\", \"name\": \"Readers\", \"where\": {\"not\": {\"trait\": \"traits.pages\", \"op\": \"lt\", \"value\": 3}}}"),
                            "ada");
            assertThatThrownBy(() -> traits.delete("pages"))
                    .isInstanceOf(SegmentInUse.class)
                    .hasMessageContaining("readers");
            new Definitions(connection).archive("readers", NOW);
            traits.delete("pages");
            assertThat(traits.find("pages")).isEmpty();
            assertThatThrownBy(() -> traits.delete("pages")).isInstanceOf(TraitUnknown.class);
            connection.commit();
        }
    }

    @Test
    void whoChangesOneMustHaveSeenIt() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            OwnTraits traits = new OwnTraits(connection);
            String seen =
                    traits.save(Words.json(trait(7)), "ada", Optional.empty()).revision();
            connection.commit();
            OwnTrait changed = traits.save(Words.json(trait(8)), "bob", Optional.of(seen));
            connection.commit();
            assertThat(changed.revision()).isNotEqualTo(seen);
            assertThatThrownBy(() -> traits.save(Words.json(trait(9)), "ada", Optional.of(seen)))
                    .isInstanceOf(TraitChanged.class);
            assertThatThrownBy(() -> traits.delete("pages", Optional.of(seen))).isInstanceOf(TraitChanged.class);
            traits.delete("pages", Optional.of(changed.revision()));
            assertThatThrownBy(() -> traits.save(Words.json(trait(9)), "ada", Optional.of(seen)))
                    .as("there is none any more")
                    .isInstanceOf(TraitChanged.class);
        }
    }

    @Test
    void theyAreOfferedWithTheirNames() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            OwnTraits traits = new OwnTraits(connection);
            traits.save(Words.json(trait(7)), "ada");
            Choices choices =
                    new Sampling().with(Words.VOCABULARY, Map.of(), List.of()).with(traits.all());
            assertThat(choices.trait("traits.pages").type()).isEqualTo(ValueType.NUMBER);
            assertThat(choices.vocabulary().traits()).containsEntry("traits.pages", ValueType.NUMBER);
            assertThat(choices.names()).containsEntry("traits.pages", "Pages");
            connection.rollback();
        }
    }

    @Test
    void anotherDefinitionIsAskedOfAllAgainAndTheSameIsNot() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Segments segments = new Segments(
                    new DefinitionsInForce(), ToldEvents.PAYLOADS, TestKeys.seals(), purpose -> true, () -> NOW);
            OwnTraits traits = new OwnTraits(connection);
            assertThat(traits.save(Words.json(trait(7)), "ada").state()).isEqualTo(OwnTrait.State.BACKFILLING);
            while (new TraitPassing(connection, segments).step(10, Micros.ALWAYS)) {
                connection.commit();
            }
            assertThat(traits.save(Words.json(trait(7)), "bob").state()).isEqualTo(OwnTrait.State.LIVE);
            OwnTrait changed = traits.save(Words.json(trait(8)), "bob");
            assertThat(changed.state()).isEqualTo(OwnTrait.State.BACKFILLING);
            assertThat(changed.savedBy()).isEqualTo("bob");
            connection.commit();
        }
    }
}
