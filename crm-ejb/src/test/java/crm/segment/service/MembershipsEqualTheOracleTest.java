package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.evaluation.PlainOracle;
import crm.condition.evaluation.PlainOracle.Happening;
import crm.dev.oracle.History;
import crm.dev.oracle.Name;
import crm.dev.oracle.Oracle;
import crm.dev.oracle.Told;
import crm.platform.service.Columns;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileId;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import crm.segment.store.DefinitionRows;
import crm.segment.store.DefinitionRows.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
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
 * Whatever way a history comes in, and whenever definitions are published, memberships are those that a plain evaluator finds
 * in the list of all events known. Each case is its seed: {@code -Dcrm.test.memberships=5000} tries more of them, {@code
 * -Dcrm.test.seed=77} begins with another.
 */
class MembershipsEqualTheOracleTest {

    private static final int CASES = 60;
    private static final int EVENTS = 60;
    private static final Instant BEGIN = Instant.parse("2020-01-01T23:59:30Z");

    private static final Set<String> KINDS = new TreeSet<>();

    static LongStream cases() {
        return LongStream.range(0, Long.getLong("crm.test.memberships", CASES))
                .map(i -> i + Long.getLong("crm.test.seed", 1));
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
        assertThat(KINDS).contains("event", "event late", "time", "merge late", "edit", "backfill");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("cases")
    void atEveryStep(long seed) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            new Case(seed, connection).run();
        }
    }

    /** One history, as it comes in while definitions come and go. */
    private static final class Case {

        private final long seed;
        private final Random random;
        private final Connection connection;
        private final Segments segments;
        private final RandomSegments definitions;
        private final Map<String, Told> known = new LinkedHashMap<>();
        private Instant now = BEGIN.plusSeconds(20);
        private long lastChange;

        Case(long seed, Connection connection) {
            this.seed = seed;
            this.random = new Random(seed);
            this.connection = connection;
            this.definitions = new RandomSegments(random);
            this.segments = new Segments(
                    new DefinitionsInForce(),
                    ToldEvents.PAYLOADS,
                    TestKeys.seals(),
                    purpose -> purpose.equals("profiling"),
                    () -> now);
        }

        void run() throws SQLException {
            List<Told> deliveries = ToldEvents.deliveries(new History(random, EVENTS), random);
            for (String key : List.of("a", "b", "c")) {
                publish(key);
            }
            int position = 0;
            while (position < deliveries.size()) {
                int end = Math.min(deliveries.size(), position + 1 + random.nextInt(8));
                List<Told> batch = deliveries.subList(position, end);
                ToldEvents.apply(connection, batch, segments);
                if (random.nextInt(5) == 0) {
                    connection.rollback(); // a crash before the commit: the batch comes again, cut otherwise
                } else {
                    connection.commit();
                    batch.forEach(told -> known.putIfAbsent(
                            told.stamp().source() + ' ' + told.stamp().id(), told));
                    position = end;
                }
                check(false);
                betweenBatches();
            }
            now = now.plusSeconds(200_000);
            sweep();
            assertThat(number("select count(*) from segment_profile where due_at <= '" + now + "'"))
                    .isZero();
            kinds();
        }

        private void kinds() throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select distinct cause || case when late then ' late' else '' end from segment_change")) {
                while (row.next()) {
                    KINDS.add(row.getString(1));
                }
            }
        }

        private void betweenBatches() throws SQLException {
            now = now.plusSeconds(random.nextInt(4));
            if (random.nextInt(3) == 0) {
                sweep();
            }
            if (random.nextInt(8) == 0) {
                publish(List.of("a", "b", "c", "d").get(random.nextInt(4)));
            }
            if (random.nextInt(20) == 0) {
                pauseAndResume();
            }
        }

        private void sweep() throws SQLException {
            while (new Sweep(connection, segments).step(now, 1 + random.nextInt(3)) > 0) {
                connection.commit();
            }
            check(true);
        }

        private void publish(String key) throws SQLException {
            List<String> others = new ArrayList<>(List.of("a", "b", "c", "d"));
            Set<String> live = live().keySet();
            others.removeIf(other -> other.compareTo(key) >= 0 || !live.contains(other));
            new Definitions(connection).publish(definitions.definition(key, others), "ada");
            connection.commit();
            pass();
        }

        private void pauseAndResume() throws SQLException {
            for (String key : live().keySet()) {
                new Definitions(connection).pause(key);
                new Definitions(connection).resume(key, "ada");
                connection.commit();
            }
            pass();
        }

        private void pass() throws SQLException {
            while (new Passing(connection, segments).step(1 + random.nextInt(3), now)) {
                connection.commit();
                checkChanges();
            }
            connection.commit();
            check(false);
        }

        private Map<String, Version> live() throws SQLException {
            DefinitionRows rows = new DefinitionRows(connection);
            Map<String, Version> live = new TreeMap<>();
            Map<String, Optional<Integer>> serving = new HashMap<>();
            rows.segments().forEach(segment -> serving.put(segment.key(), segment.live()));
            rows.current().forEach(version -> {
                if (serving.get(version.key()).equals(Optional.of(version.id()))) {
                    live.put(version.key(), version);
                }
            });
            return live;
        }

        // ---- what must be

        private void check(boolean swept) throws SQLException {
            checkChanges();
            Map<String, Version> live = live();
            Map<ProfileId, List<Told>> timelines = timelines();
            Map<ProfileId, Instant> told = told();
            for (var timeline : timelines.entrySet()) {
                ProfileId profile = timeline.getKey();
                Map<String, PlainOracle> plain = oracles(live, timeline.getValue());
                if (!told.containsKey(profile)) {
                    continue;
                }
                Instant at = swept ? now : told.get(profile);
                Set<String> expected = new TreeSet<>();
                for (Version version : live.values()) {
                    if (plain.get(version.key()).isMember(where(version, live), at)) {
                        expected.add(version.key());
                    }
                }
                assertThat(members(profile, live))
                        .as(() -> "seed " + seed + " profile " + profile + " at " + at + " of " + live + " over "
                                + timeline.getValue())
                        .isEqualTo(expected);
            }
            for (ProfileId gone : told.keySet()) {
                if (!timelines.containsKey(gone)) {
                    assertThat(members(gone, live)).as("seed %d", seed).isEmpty();
                }
            }
            connection.commit();
        }

        private Map<ProfileId, List<Told>> timelines() {
            return ToldEvents.byId(new Oracle(List.copyOf(known.values())).timelines());
        }

        /** Each change that was told since the last look, as it is now known. */
        private void checkChanges() throws SQLException {
            if (number("select count(*) from segment_change where id > " + lastChange) == 0) {
                return;
            }
            Map<String, Version> live = live();
            Map<ProfileId, Map<String, PlainOracle>> oracles = new HashMap<>();
            timelines().forEach((profile, own) -> oracles.put(profile, oracles(live, own)));
            try (PreparedStatement select = connection.prepareStatement(
                    "select * from segment_change where id > ? and cause in ('event', 'time', 'merge') order by id")) {
                select.setLong(1, lastChange);
                ResultSet row = select.executeQuery();
                while (row.next()) {
                    lastChange = row.getLong("id");
                    ProfileId profile = new ProfileId(row.getObject("profile_id", UUID.class));
                    Version version = live.get(row.getString("key"));
                    if (version == null
                            || version.version().version() != row.getInt("version")
                            || !oracles.containsKey(profile)) {
                        continue;
                    }
                    PlainOracle plain = oracles.get(profile).get(version.key());
                    Instant at = Columns.time(row, "at");
                    boolean entered = row.getBoolean("entered");
                    String what = "seed " + seed + " " + profile + " " + version + " at " + at;
                    assertThat(plain.isMember(where(version, live), at))
                            .as(what)
                            .isEqualTo(entered);
                    if (!row.getBoolean("late")) {
                        assertThat(plain.isMember(where(version, live), at.minusNanos(1_000)))
                                .as("just before, " + what)
                                .isEqualTo(!entered);
                    }
                }
            }
        }

        private Map<ProfileId, Instant> told() throws SQLException {
            Map<ProfileId, Instant> told = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select profile_id, told_until from segment_profile")) {
                while (row.next()) {
                    told.put(new ProfileId(row.getObject(1, UUID.class)), Columns.time(row, "told_until"));
                }
            }
            return told;
        }

        private Set<String> members(ProfileId profile, Map<String, Version> live) throws SQLException {
            Set<String> members = new TreeSet<>();
            for (Version version : live.values()) {
                if (number("select count(*) from segment_member where profile_id = '" + profile + "' and version_id = "
                                + version.id())
                        == 1) {
                    members.add(version.key());
                }
            }
            return members;
        }

        private long number(String sql) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        }

        // ---- the plain way

        private static JsonNode where(Version version, Map<String, Version> live) {
            return inlined(Words.json(version.version().definition()).get("where"), live);
        }

        /** A segment means what its definition does. */
        private static JsonNode inlined(JsonNode node, Map<String, Version> live) {
            if (node.has("segment")) {
                return where(live.get(node.get("segment").asText()), live);
            }
            if (node instanceof ObjectNode object) {
                object.properties().forEach(property -> property.setValue(inlined(property.getValue(), live)));
            } else if (node instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, inlined(array.get(i), live));
                }
            }
            return node;
        }

        /** By segment, in the order of their keys, in which they refer to each other. */
        private static Map<String, PlainOracle> oracles(Map<String, Version> live, List<Told> own) {
            List<Happening> happenings = new ArrayList<>();
            Set<Instant> instants = new TreeSet<>();
            for (Told told : own) {
                instants.add(told.stamp().time());
                happenings.add(new Happening(
                        told.stamp().time(),
                        told.stamp().source(),
                        told.stamp().id(),
                        told.type(),
                        Words.json(told.kept())));
            }
            facts(own, instants, happenings);
            Map<String, PlainOracle> oracles = new TreeMap<>();
            live.forEach((key, version) -> {
                JsonNode definition = Words.json(version.version().definition());
                oracles.put(
                        key,
                        new PlainOracle(
                                happenings,
                                ZoneId.of(definition.get("timezone").asText()),
                                Map.of("order.completed/total", "number", "order.completed/total/money", "yes")));
            });
            return oracles;
        }

        /** What the profile's traits and consents were after each instant: those of a profile with no later events. */
        private static void facts(List<Told> own, Set<Instant> instants, List<Happening> happenings) {
            Name name = Name.customer("whoever");
            int number = 0;
            for (Instant at : instants) {
                List<Told> until = own.stream()
                        .filter(told -> !told.stamp().time().isAfter(at))
                        .map(told -> new Told(
                                told.form(), told.stamp(), told.type(), name, List.of(), told.subject(), told.data()))
                        .toList();
                Map<String, String> traits = new Oracle(until).profiles().get(name);
                for (String trait : List.of("orders", "interactions", "refunds")) {
                    happenings.add(new Happening(
                            at,
                            "fact",
                            "f" + number++,
                            "fact:trait:traits." + trait,
                            JsonNodeFactory.instance.numberNode(Long.parseLong(traits.get(trait)))));
                }
                happenings.add(new Happening(
                        at,
                        "fact",
                        "f" + number++,
                        "fact:consent:marketing_email",
                        JsonNodeFactory.instance.booleanNode(
                                traits.get("consents").contains("marketing_email=true"))));
            }
        }
    }
}
