package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.evaluation.Micros;
import crm.condition.evaluation.PlainOracle;
import crm.dev.oracle.History;
import crm.dev.oracle.Oracle;
import crm.dev.oracle.Told;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileId;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import crm.segment.entity.OwnTrait;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever way a history comes in, and whenever measures are defined, changed and deleted: what is kept of each profile, and who is
 * in a segment that asks for it, is what a plain evaluator finds in the list of all events known.
 */
class OwnTraitsEqualTheOracleTest {

    private static final int CASES = 15;
    private static final int EVENTS = 60;
    private static final Instant BEGIN = Instant.parse("2020-01-01T23:59:30Z");
    private static final String NEAR = "0.000000001";

    static LongStream cases() {
        return LongStream.range(0, Long.getLong("crm.test.traits", CASES))
                .map(i -> i + Long.getLong("crm.test.seed", 1));
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
    void atEveryStep(long seed) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            new Case(seed, connection).run();
        }
    }

    /** One history. */
    private static final class Case {

        private final long seed;
        private final Random random;
        private final Connection connection;
        private final Segments segments;
        private final StoredMemberships stored;
        private final Map<String, Told> known = new LinkedHashMap<>();
        /** By the key of a segment, the trait that it asks for and at least how much. */
        private final Map<String, JsonNode> wheres = new TreeMap<>();

        private Instant now = BEGIN.plusSeconds(20);

        Case(long seed, Connection connection) {
            this.seed = seed;
            this.random = new Random(seed);
            this.connection = connection;
            this.stored = new StoredMemberships(connection);
            this.segments = new Segments(
                    new DefinitionsInForce(), ToldEvents.PAYLOADS, TestKeys.seals(), purpose -> true, () -> now);
        }

        void run() throws SQLException {
            List<Told> deliveries = ToldEvents.deliveries(new History(random, EVENTS), random);
            save("m0");
            publish("s0", "m0");
            int position = 0;
            while (position < deliveries.size()) {
                int end = Math.min(deliveries.size(), position + 1 + random.nextInt(8));
                List<Told> batch = deliveries.subList(position, end);
                ToldEvents.apply(connection, batch, segments);
                connection.commit();
                batch.forEach(told -> known.putIfAbsent(
                        told.stamp().source() + ' ' + told.stamp().id(), told));
                position = end;
                check(Optional.empty());
                now = now.plusSeconds(random.nextInt(4));
                between();
            }
            now = now.plusSeconds(200_000);
            sweep();
        }

        private void between() throws SQLException {
            switch (random.nextInt(8)) {
                case 0, 1 -> sweep();
                case 2 -> save("m" + random.nextInt(3));
                case 3 -> delete("m" + (1 + random.nextInt(2)));
                default -> check(Optional.empty());
            }
        }

        private void save(String key) throws SQLException {
            new OwnTraits(connection)
                    .save(
                            Words.json("{\"key\": \"%s\", \"name\": \"M\", \"timezone\": \"%s\", \"event\": %s}"
                                    .formatted(key, oneOf("UTC", "Europe/Berlin"), measure())),
                            "ada");
            connection.commit();
            pass();
        }

        private void delete(String key) throws SQLException {
            if (new OwnTraits(connection).find(key).isPresent()) {
                new OwnTraits(connection).delete(key);
                connection.commit();
                pass();
            }
        }

        private void publish(String key, String trait) throws SQLException {
            JsonNode definition = Words.json(
                    "{\"key\": \"%s\", \"name\": \"S\", \"where\": {\"trait\": \"traits.%s\", \"op\": \"gte\", \"value\": %d}}"
                            .formatted(key, trait, 1 + random.nextInt(3)));
            wheres.put(key, definition.get("where"));
            new Definitions(connection).publish(definition, "ada");
            connection.commit();
            pass();
        }

        private String measure() {
            String window = oneOf(
                    "{\"lifetime\": true}",
                    "{\"last\": \"PT%dS\"}".formatted(1 + random.nextInt(30)),
                    "{\"between\": [\"PT40S\", \"PT%dS\"]}".formatted(random.nextInt(20)),
                    "{\"calendar\": \"today\"}");
            return switch (random.nextInt(4)) {
                case 0 ->
                    "{\"type\": \"%s\", \"measure\": \"%s\", \"window\": %s}"
                            .formatted(
                                    oneOf("order.completed", "product.viewed", "page.viewed", "order.refunded"),
                                    oneOf("count", "active_days"),
                                    window);
                case 1 ->
                    "{\"type\": \"order.completed\", \"measure\": \"distinct\", \"property\": \"products.product_id\", \"window\": %s}"
                            .formatted(window);
                case 2 ->
                    "{\"type\": \"order.completed\", \"measure\": \"count\", \"where\": [{\"property\": \"products.category\", \"op\": \"neq\", \"value\": \"mugs\"}], \"window\": %s}"
                            .formatted(window);
                default ->
                    "{\"type\": \"order.completed\", \"measure\": \"%s\", \"property\": \"total\", \"currency\": \"%s\", \"window\": %s}"
                            .formatted(oneOf("sum", "avg", "min", "max"), oneOf("GBP", "EUR"), window);
            };
        }

        private String oneOf(String... choices) {
            return choices[random.nextInt(choices.length)];
        }

        private void pass() throws SQLException {
            while (new Passing(connection, segments).step(1 + random.nextInt(3), now, Micros.ALWAYS)
                    || new TraitPassing(connection, segments).step(1 + random.nextInt(3), Micros.ALWAYS)) {
                connection.commit();
            }
            connection.commit();
            check(Optional.empty());
        }

        private void sweep() throws SQLException {
            while (new Sweep(connection, segments).step(now, 1 + random.nextInt(3)) > 0) {
                connection.commit();
            }
            check(Optional.of(now));
        }

        // ---- what must be

        private void check(Optional<Instant> swept) throws SQLException {
            Map<ProfileId, List<Told>> timelines = ToldEvents.byId(new Oracle(List.copyOf(known.values())).timelines());
            List<OwnTrait> traits = new OwnTraits(connection).all();
            Map<String, BigDecimal> kept = kept();
            Map<ProfileId, Set<String>> members = stored.members();
            int expected = 0;
            for (Map.Entry<ProfileId, Instant> told : stored.told().entrySet()) {
                Instant at = swept.filter(told.getValue()::isBefore).orElse(told.getValue());
                List<Told> own = timelines.getOrDefault(told.getKey(), List.of());
                Map<String, JsonNode> measures = new TreeMap<>();
                for (OwnTrait trait : traits) {
                    JsonNode document = Words.json(trait.definition());
                    measures.put(trait.key(), document);
                    BigDecimal value = kept.get(told.getKey() + " " + trait.key());
                    expected += value == null ? 0 : 1;
                    assertThat((value == null && !existed(own, at))
                                    || plain(own, document, is(document.get("event"), value), at))
                            .as("seed %d: %s of %s at %s is %s over %s", seed, document, told.getKey(), at, value, own)
                            .isTrue();
                }
                Set<String> in = new TreeSet<>();
                wheres.forEach((key, where) -> {
                    JsonNode document = measures.get(where.get("trait").asText().substring("traits.".length()));
                    ObjectNode event = document.get("event").deepCopy();
                    event.put("op", "gte").set("value", where.get("value"));
                    if (plain(own, document, event, at)) {
                        in.add(key);
                    }
                });
                assertThat(members.getOrDefault(told.getKey(), Set.of()))
                        .as("seed %d: %s at %s by %s over %s", seed, told.getKey(), at, measures, own)
                        .isEqualTo(in);
            }
            assertThat(kept)
                    .as("seed %d: of nobody else and nothing else", seed)
                    .hasSize(expected);
            connection.commit();
        }

        private static boolean existed(List<Told> own, Instant at) {
            return own.stream().anyMatch(told -> !told.stamp().time().isAfter(at));
        }

        /** The condition that the measure is this value, or that there is none. */
        private static ObjectNode is(JsonNode measure, BigDecimal value) {
            ObjectNode event = measure.deepCopy();
            if (value == null) {
                return event.put("op", "not_exists");
            }
            event.put("op", "between")
                    .putArray("value")
                    .add(value.subtract(new BigDecimal(NEAR)))
                    .add(value.add(new BigDecimal(NEAR)));
            return event;
        }

        private static boolean plain(List<Told> own, JsonNode document, ObjectNode event, Instant at) {
            ObjectNode where = event.objectNode();
            where.set("event", event);
            return new PlainOracle(
                            StoredMemberships.happenings(own),
                            ZoneId.of(document.get("timezone").asText()),
                            Map.of("order.completed/total", "number", "order.completed/total/money", "yes"))
                    .isMember(where, at);
        }

        private Map<String, BigDecimal> kept() throws SQLException {
            Map<String, BigDecimal> kept = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select t.profile_id, o.key, t.value from profile_trait t join own_trait o on o.id = t.trait_id")) {
                while (row.next()) {
                    kept.put(
                            new ProfileId(row.getObject(1, UUID.class)) + " " + row.getString(2), row.getBigDecimal(3));
                }
            }
            return kept;
        }
    }
}
