package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.Evaluation;
import crm.condition.evaluation.Explanation;
import crm.condition.evaluation.Micros;
import crm.condition.evaluation.PlainOracle;
import crm.dev.oracle.History;
import crm.dev.oracle.Oracle;
import crm.dev.oracle.Told;
import crm.platform.service.Deadline;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileId;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import crm.segment.entity.SegmentMember;
import crm.segment.service.Survey.Scope;
import crm.segment.store.MembershipReads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Asked of all profiles, a condition holds of those of whom a plain evaluator finds that it does, at any instant; and of now
 * those are the members that are kept. {@code -Dcrm.test.surveys=5000} tries more cases.
 */
class SurveysEqualTheOracleTest {

    private static final Instant BEGIN = Instant.parse("2020-01-01T23:59:30Z");
    private static final Instant NOW = BEGIN.plusSeconds(200_000);

    static LongStream cases() {
        return LongStream.rangeClosed(1, Long.getLong("crm.test.surveys", 25));
    }

    @BeforeEach
    void clear() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            ToldEvents.clear(connection);
            SegmentTables.clear(connection);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("cases")
    void atAnyInstant(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Told> told = ToldEvents.deliveries(new History(random, 60), random);
        JsonNode definition = plain(random);
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Segments segments = segments();
            ToldEvents.apply(connection, told, segments);
            new Definitions(connection).publish(definition, "ada");
            while (new Passing(connection, segments).step(7, NOW, Micros.of(NOW))) {
                connection.commit();
            }
            while (new Sweep(connection, segments).step(NOW, 7) > 0) {
                connection.commit();
            }
            Map<ProfileId, List<Told>> timelines = ToldEvents.byId(new Oracle(told).timelines());
            assertThat(kept(connection)).isEqualTo(asked(connection, NOW));
            for (int i = 0; i < 5; i++) {
                Instant at = BEGIN.plusSeconds(random.nextInt(90) - 5);
                assertThat(asked(connection, at))
                        .as("seed %d at %s of %s over %s", seed, at, definition, timelines)
                        .isEqualTo(plain(definition, timelines, at));
                explained(connection, definition, at);
            }
        }
    }

    /** Without traits, consents and other segments, of which the plain evaluator of this test knows nothing. */
    private static JsonNode plain(Random random) {
        JsonNode definition;
        do {
            definition = new RandomSegments(random).definition("a", List.of());
        } while (definition.toString().contains("\"trait\"")
                || definition.toString().contains("\"consent\""));
        return definition;
    }

    private static Segments segments() {
        return new Segments(
                new DefinitionsInForce(), ToldEvents.PAYLOADS, TestKeys.seals(), "profiling"::equals, () -> NOW);
    }

    private static Snapshot snapshot(Connection connection) {
        return new Snapshot(
                connection,
                Deadline.in(Duration.ofMinutes(1)),
                (set, evaluation) ->
                        new Histories(connection, ToldEvents.PAYLOADS, TestKeys.seals(), set, "profiling"::equals));
    }

    private static Set<UUID> kept(Connection connection) throws SQLException {
        return new MembershipReads(connection)
                .members("a", Survey.FIRST, 1_000).stream()
                        .map(SegmentMember::profileId)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** In pages of three. */
    private static Set<UUID> asked(Connection connection, Instant at) throws SQLException {
        MembersThen then = new MembersThen(snapshot(connection), "a", at);
        Set<UUID> members = new TreeSet<>();
        List<SegmentMember> page;
        ProfileId last = Survey.FIRST;
        do {
            page = then.page(last, 3);
            for (SegmentMember member : page) {
                assertThat(member.since()).isBeforeOrEqualTo(at);
                assertThat(members.add(member.profileId())).isTrue();
                last = new ProfileId(member.profileId());
            }
        } while (page.size() == 3);
        return members;
    }

    private static Set<UUID> plain(JsonNode definition, Map<ProfileId, List<Told>> timelines, Instant at) {
        Set<UUID> members = new TreeSet<>();
        timelines.forEach((profile, own) -> {
            PlainOracle oracle = new PlainOracle(
                    StoredMemberships.happenings(own),
                    ZoneId.of(definition.get("timezone").asText()),
                    Map.of("order.completed/total", "number", "order.completed/total/money", "yes"));
            if (oracle.isMember(definition.get("where"), at)) {
                members.add(profile.value());
            }
        });
        return members;
    }

    /** Whatever would change an answer does, if the parts it names are the opposite. */
    private static void explained(Connection connection, JsonNode definition, Instant at) throws SQLException {
        Snapshot snapshot = snapshot(connection);
        DefinitionsThen definitions = new DefinitionsThen(snapshot.definitions(), at);
        InForce set = definitions.with(
                Map.of("?", definitions.read(definitions.version("a").orElseThrow())));
        CompiledCondition condition = set.set().find("?").orElseThrow();
        snapshot.survey(set)
                .all(new Scope(set.closure(condition), Micros.ALWAYS, at), Survey.FIRST, (profile, about) -> {
                    changes(about, condition, at, definition);
                    return true;
                });
    }

    private static void changes(Evaluation about, CompiledCondition condition, Instant at, JsonNode definition) {
        Explanation why = about.explain(condition, Micros.of(at));
        assertThat(why.verdict()).isEqualTo(about.evaluate(condition, Micros.of(at)));
        for (List<Explanation> way : Explainer.ways(why, !why.verdict().member())) {
            Set<String> opposite = way.stream().map(Explanation::pointer).collect(Collectors.toSet());
            assertThat(PointedTruth.of(why, opposite))
                    .as("%s if %s are otherwise", definition, opposite)
                    .isEqualTo(!why.verdict().member());
        }
    }

    /** What a condition would be if some of its parts were the opposite. */
    private static final class PointedTruth {

        static boolean of(Explanation part, Set<String> opposite) {
            List<Boolean> below =
                    part.parts().stream().map(one -> of(one, opposite)).toList();
            String kind = Explainer.node(part.condition()).keySet().iterator().next();
            return switch (kind) {
                case "all" -> !below.contains(false);
                case "any" -> below.contains(true);
                case "not" -> !below.get(0);
                default -> part.verdict().member() != opposite.contains(part.pointer());
            };
        }
    }
}
