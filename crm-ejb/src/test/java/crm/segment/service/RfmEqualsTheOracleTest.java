package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.evaluation.Micros;
import crm.condition.evaluation.PlainOracle;
import crm.condition.evaluation.PlainOracle.Happening;
import crm.dev.oracle.History;
import crm.dev.oracle.Oracle;
import crm.dev.oracle.Told;
import crm.platform.service.Columns;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileId;
import crm.profile.service.RfmPublishing;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import crm.profile.store.FigureRows;
import crm.segment.service.PlainRfm.Base;
import crm.segment.service.PlainRfm.Bought;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever way a history comes in, while thresholds come and recency fades: memberships by scores, and the scores published, are
 * those of an evaluator that counts all customers one by one. Each case is its seed: {@code -Dcrm.test.rfm=1000} tries more.
 */
class RfmEqualsTheOracleTest {

    private static final int CASES = 12;
    private static final int EVENTS = 80;
    private static final Instant BEGIN = Instant.parse("2020-01-01T23:59:30Z");
    private static final List<String> NAMES = List.of(
            "champions",
            "loyal",
            "potential_loyalist",
            "new_customers",
            "promising",
            "need_attention",
            "about_to_sleep",
            "at_risk",
            "cant_lose",
            "hibernating",
            "lost");

    private static final Set<String> KINDS = new TreeSet<>();
    private static final Set<String> NAMED = new TreeSet<>();

    static LongStream cases() {
        return LongStream.range(0, Long.getLong("crm.test.rfm", CASES)).map(i -> i + Long.getLong("crm.test.seed", 1));
    }

    @BeforeEach
    void clear() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            ToldEvents.clear(connection);
            SegmentTables.clear(connection);
        }
    }

    /** Where nothing of a kind ever happened nothing would be shown. */
    @AfterAll
    static void everythingHappened() {
        assertThat(KINDS).contains("event", "event late", "time", "time late", "backfill");
        assertThat(NAMED).hasSizeGreaterThan(8);
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
        private final Map<String, JsonNode> wheres = new TreeMap<>();
        private final Map<String, Told> known = new LinkedHashMap<>();
        private final List<Base> bases = new ArrayList<>();
        private final Map<ProfileId, List<Integer>> published = new HashMap<>();
        private final Map<ProfileId, Long> versions = new HashMap<>();
        private Instant now = BEGIN.plusSeconds(20);
        private long lastChange;

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
            publish("a");
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
                now = now.plusSeconds(random.nextInt(4)).plusNanos(1_000L * random.nextInt(1_000));
                between();
            }
            for (int days = 0; days < 3; days++) {
                now = now.plusSeconds(1 + random.nextInt(100_000));
                between();
                sweep();
            }
            KINDS.addAll(stored.kinds());
        }

        private void between() throws SQLException {
            if (wheres.size() < 4 && random.nextInt(4) == 0) {
                publish(List.of("a", "b", "c", "d").get(wheres.size()));
            }
            if (random.nextInt(3) == 0) {
                make();
            }
            if (random.nextInt(3) == 0) {
                sweep();
            }
            if (random.nextInt(3) == 0) {
                publishProfiles();
            }
        }

        /** As if half a minute had passed since the last ones. */
        private void make() throws SQLException {
            follow();
            try (Statement statement = connection.createStatement()) {
                statement.execute("update rfm_thresholds set made_at = made_at - interval '1 minute'");
            }
            boolean some = PlainRfm.customers(List.copyOf(known.values())).values().stream()
                    .anyMatch(Optional::isPresent);
            boolean made = new RfmMaking(connection, () -> now).step();
            assertThat(made || bases.size() > 0 || !some)
                    .as("at once when there are none")
                    .isTrue();
            if (made) {
                assertThat(some).isTrue();
                bases.add(Base.of(now, List.copyOf(known.values())));
            }
            connection.commit();
            pass();
        }

        private void follow() throws SQLException {
            while (new FigureRows(connection).follow(1_000) > 0) {
                connection.commit();
            }
        }

        private void sweep() throws SQLException {
            while (new Sweep(connection, segments).step(now, 1 + random.nextInt(3)) > 0) {
                connection.commit();
            }
            check(Optional.of(now));
        }

        private void publish(String key) throws SQLException {
            JsonNode definition =
                    Words.json("{\"key\": \"%s\", \"name\": \"%s\", \"where\": %s}".formatted(key, key, where(2)));
            wheres.put(key, definition.get("where"));
            new Definitions(connection).publish(definition, "ada");
            connection.commit();
            pass();
        }

        private void pass() throws SQLException {
            while (new Passing(connection, segments).step(1 + random.nextInt(3), now, Micros.ALWAYS)) {
                connection.commit();
            }
            connection.commit();
            check(Optional.empty());
        }

        private String where(int depth) {
            return switch (random.nextInt(depth > 0 ? 9 : 7)) {
                case 0, 1 -> "{\"rfm\": [\"%s\", \"%s\", \"%s\"]}".formatted(name(), name(), name());
                case 2, 3 ->
                    trait(
                            oneOf("recency", "frequency", "monetary"),
                            oneOf("gte", "lt", "neq"),
                            "" + (1 + random.nextInt(5)));
                case 4 -> trait("name", oneOf("eq", "neq"), '"' + name() + '"');
                case 5 -> trait("as_of", "within_last", "\"PT%dS\"".formatted(1 + random.nextInt(19)));
                case 6 -> "{\"trait\": \"traits.rfm\", \"op\": \"%s\"}".formatted(oneOf("exists", "not_exists"));
                case 7 -> "{\"not\": %s}".formatted(where(depth - 1));
                default ->
                    "{\"any\": [%s, {\"event\": {\"type\": \"order.completed\", \"measure\": \"count\", \"window\": {\"last\": \"PT%dS\"}, \"op\": \"gte\", \"value\": 2}}]}"
                            .formatted(where(depth - 1), 1 + random.nextInt(30));
            };
        }

        private static String trait(String part, String op, String value) {
            return "{\"trait\": \"traits.rfm.%s\", \"op\": \"%s\", \"value\": %s}".formatted(part, op, value);
        }

        private String name() {
            return NAMES.get(random.nextInt(NAMES.size()));
        }

        private String oneOf(String... choices) {
            return choices[random.nextInt(choices.length)];
        }

        // ---- what must be

        private void check(Optional<Instant> swept) throws SQLException {
            Map<ProfileId, List<Told>> timelines = timelines();
            Set<ProfileId> customers = ToldEvents.byId(PlainRfm.customers(List.copyOf(known.values())))
                    .keySet();
            checkChanges(timelines, customers);
            Map<ProfileId, Set<String>> members = stored.members();
            for (Map.Entry<ProfileId, Instant> told : stored.told().entrySet()) {
                ProfileId profile = told.getKey();
                List<Told> own = timelines.getOrDefault(profile, List.of());
                Instant at = swept.filter(told.getValue()::isBefore).orElse(told.getValue());
                assertThat(members.getOrDefault(profile, Set.of()))
                        .as(() -> "seed " + seed + " profile " + profile + " at " + at + " of " + wheres + " over "
                                + own + " by " + bases)
                        .isEqualTo(plain(customers.contains(profile), own, at));
            }
        }

        private Map<ProfileId, List<Told>> timelines() {
            return ToldEvents.byId(new Oracle(List.copyOf(known.values())).timelines());
        }

        private void checkChanges(Map<ProfileId, List<Told>> timelines, Set<ProfileId> customers) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select * from segment_change where cause in ('event', 'time', 'merge') and id > "
                                    + lastChange + " order by id")) {
                while (row.next()) {
                    lastChange = row.getLong("id");
                    ProfileId profile = new ProfileId(row.getObject("profile_id", UUID.class));
                    List<Told> own = timelines.getOrDefault(profile, List.of());
                    Instant at = Columns.time(row, "at");
                    String key = row.getString("key");
                    String what = "seed " + seed + " " + profile + " " + wheres.get(key) + " at " + at;
                    assertThat(plain(customers.contains(profile), own, at).contains(key))
                            .as(what)
                            .isEqualTo(row.getBoolean("entered"));
                    if (!row.getBoolean("late")) {
                        assertThat(plain(customers.contains(profile), own, at.minusNanos(1_000))
                                        .contains(key))
                                .as("just before, " + what)
                                .isEqualTo(!row.getBoolean("entered"));
                    }
                }
            }
        }

        private Set<String> plain(boolean customer, List<Told> own, Instant at) {
            List<Happening> happenings = new ArrayList<>(StoredMemberships.happenings(own));
            Optional<Base> base = new PlainRfm(bases).base(at);
            Optional<Bought> bought = customer ? PlainRfm.until(own, at) : Optional.empty();
            if (base.isPresent() && bought.isPresent()) {
                facts(base.get(), base.get().scores(bought.get(), at), at, happenings);
            }
            PlainOracle plain = new PlainOracle(happenings, ZoneOffset.UTC, Map.of("traits.rfm.as_of", "time"));
            Set<String> members = new TreeSet<>();
            wheres.forEach((key, where) -> {
                if (plain.isMember(where, at)) {
                    members.add(key);
                }
            });
            return members;
        }

        /** As they are at an instant, which is the only one that is asked for. */
        private static void facts(Base base, List<Integer> scores, Instant at, List<Happening> happenings) {
            ObjectNode rfm = JsonNodeFactory.instance.objectNode();
            rfm.put("recency", scores.get(0)).put("frequency", scores.get(1)).put("monetary", scores.get(2));
            rfm.put("name", PlainRfm.name(scores)).put("as_of", base.at().toString());
            NAMED.add(PlainRfm.name(scores));
            happenings.add(new Happening(at, "fact", "rfm", "fact:rfm", rfm.get("name")));
            happenings.add(new Happening(at, "fact", "whole", "fact:trait:traits.rfm", rfm));
            rfm.properties()
                    .forEach(part -> happenings.add(new Happening(
                            at, "fact", part.getKey(), "fact:trait:traits.rfm." + part.getKey(), part.getValue())));
        }

        /** What is published is what the view says, and a view that says something else has another version. */
        private void publishProfiles() throws SQLException {
            follow();
            while (new RfmPublishing(connection).step(now, 1 + random.nextInt(5)) > 0) {
                connection.commit();
            }
            if (bases.isEmpty()) {
                return;
            }
            Map<ProfileId, List<Integer>> expected = new HashMap<>();
            ToldEvents.byId(PlainRfm.customers(List.copyOf(known.values())))
                    .forEach((profile, some) -> some.ifPresent(bought ->
                            expected.put(profile, bases.get(bases.size() - 1).scores(bought, now))));
            Map<ProfileId, List<Integer>> stored = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select r.*, p.version from customer_rfm r join profile p on p.id = r.profile_id")) {
                while (row.next()) {
                    ProfileId profile = new ProfileId(row.getObject("profile_id", UUID.class));
                    stored.put(
                            profile, List.of(row.getInt("recency"), row.getInt("frequency"), row.getInt("monetary")));
                    if (!stored.get(profile).equals(published.put(profile, stored.get(profile)))) {
                        assertThat(row.getLong("version"))
                                .as("seed %d, %s", seed, profile)
                                .isGreaterThan(versions.getOrDefault(profile, 0L));
                    }
                    versions.put(profile, row.getLong("version"));
                }
            }
            assertThat(stored).as("seed %d at %s", seed, now).isEqualTo(expected);
            connection.commit();
        }
    }
}
