package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.condition.evaluation.Micros;
import crm.dev.oracle.History;
import crm.dev.oracle.Told;
import crm.ingest.entity.Shard;
import crm.ingest.service.FailingNode;
import crm.ingest.service.FailingNode.Batch;
import crm.ingest.service.FailingNode.Source;
import crm.ingest.service.FakeTopic;
import crm.ingest.service.RelayRows;
import crm.ingest.service.Round;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileId;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import crm.segment.entity.MembershipChange;
import crm.segment.entity.SegmentState;
import crm.segment.store.ChangeRows;
import crm.segment.store.DefinitionRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
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
 * Whatever happens to those who publish, and whenever definitions come and go, each change of a membership is published once and
 * in order: who hears of all of them knows who is in what. Each case is its seed: {@code -Dcrm.test.histories=1
 * -Dcrm.test.seed=17}.
 */
class MembershipsArePublishedTest {

    private static final int HISTORIES = 20;
    private static final int EVENTS = 80;
    private static final int MOST = 3;
    private static final List<String> KEYS = List.of("a", "b", "c", "d");

    private final FakeTopic<MembershipChange> topic = new FakeTopic<>(MembershipChange::profile);
    private Instant now = Instant.parse("2020-01-01T23:59:50Z");

    private static final Source<MembershipChange> MEMBERSHIPS = new Source<>() {

        @Override
        public String tables() {
            return "segment";
        }

        @Override
        public RelayRows<?> relay(Connection connection) {
            return ChangeRows.relay(connection);
        }

        @Override
        public Optional<Batch<MembershipChange>> next(Connection connection, Shard shard, long committed, Round round)
                throws SQLException {
            return new MembershipStep(connection, MOST)
                    .next(shard, committed, round)
                    .map(batch -> new Batch<>(batch.number(), batch.changes()));
        }
    };

    @BeforeEach
    void clear() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            ToldEvents.clear(connection);
            SegmentTables.clear(connection);
        }
    }

    static LongStream histories() {
        return LongStream.range(0, Long.getLong("crm.test.histories", HISTORIES))
                .map(i -> i + Long.getLong("crm.test.seed", 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("histories")
    void whileNodesCrashFreezeAndTakeOver(long seed) throws Exception {
        Random random = new Random(seed);
        List<Told> history = ToldEvents.deliveries(new History(random, EVENTS), random);
        FailingNode.two(MEMBERSHIPS, topic, random, () -> {
            write(history, random);
            return null;
        });
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            assertThat(numbers()).as("seed %d", seed).isEqualTo(stored(connection));
            assertThat(heard(seed)).as("seed %d", seed).isEqualTo(members(connection));
            nothingIsLeft(connection, seed);
        }
    }

    // ---- what happens

    private void write(List<Told> history, Random random) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Segments segments = new Segments(
                    new DefinitionsInForce(),
                    ToldEvents.PAYLOADS,
                    TestKeys.seals(),
                    purpose -> purpose.equals("profiling"),
                    () -> now);
            Definitions definitions = new Definitions(connection);
            RandomSegments choice = new RandomSegments(random);
            int position = 0;
            while (position < history.size()) {
                int end = Math.min(history.size(), position + 1 + random.nextInt(6));
                ToldEvents.apply(connection, history.subList(position, end), segments);
                if (random.nextInt(5) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    position = end;
                }
                now = now.plusSeconds(random.nextInt(4));
                edit(definitions, choice, random);
                connection.commit();
                somePasses(connection, segments, random.nextInt(4));
                new Sweep(connection, segments).step(now, 1 + random.nextInt(3));
                connection.commit();
            }
            somePasses(connection, segments, Integer.MAX_VALUE);
        }
    }

    /** Also of a segment whose members are just being told of the last one. */
    private void edit(Definitions definitions, RandomSegments choice, Random random) throws SQLException {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        boolean known =
                definitions.all().stream().anyMatch(segment -> segment.key().equals(key));
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> definitions.publish(choice.definition(key, List.of()), "ada");
            case 3 -> {
                if (known) {
                    definitions.archive(key, now);
                }
            }
            case 4 -> {
                if (is(definitions, key, SegmentState.LIVE)) {
                    definitions.pause(key);
                }
            }
            case 5 -> {
                if (is(definitions, key, SegmentState.PAUSED)) {
                    definitions.resume(key, "ada");
                }
            }
            default -> {}
        }
    }

    private static boolean is(Definitions definitions, String key, SegmentState state) throws SQLException {
        return definitions.all().stream().anyMatch(one -> one.key().equals(key) && one.state() == state);
    }

    private void somePasses(Connection connection, Segments segments, int most) throws SQLException {
        int passed = 0;
        while (passed++ < most && new Passing(connection, segments).step(1, now, Micros.ALWAYS)) {
            connection.commit();
        }
        connection.commit();
    }

    // ---- what must be

    private List<Long> numbers() {
        return topic.records().values().stream()
                .flatMap(List::stream)
                .map(MembershipChange::number)
                .sorted()
                .toList();
    }

    private static List<Long> stored(Connection connection) throws SQLException {
        List<Long> stored = new ArrayList<>();
        each(connection, "select id from segment_change order by id", row -> stored.add(row.getLong(1)));
        return stored;
    }

    /** In what profiles are by what was published of them, one after the other. */
    private Map<ProfileId, Set<String>> heard(long seed) {
        Map<ProfileId, Set<String>> heard = new TreeMap<>();
        topic.records().forEach((profile, changes) -> {
            Set<String> in = new TreeSet<>();
            changes.forEach(change -> assertThat(change.entered() ? in.add(change.key()) : in.remove(change.key()))
                    .as("seed %d: %s of %s", seed, change, changes)
                    .isTrue());
            assertThat(changes.stream().map(MembershipChange::number).toList()).isSorted();
            if (!in.isEmpty()) {
                heard.put(profile, in);
            }
        });
        return heard;
    }

    private static Map<ProfileId, Set<String>> members(Connection connection) throws SQLException {
        Map<ProfileId, Set<String>> members = new TreeMap<>();
        each(
                connection,
                "select profile_id, key from membership",
                row -> members.computeIfAbsent(new ProfileId(row.getObject(1, UUID.class)), none -> new TreeSet<>())
                        .add(row.getString(2)));
        return members;
    }

    private static void nothingIsLeft(Connection connection, long seed) throws SQLException {
        each(
                connection,
                "select count(*) from segment_member m where not exists (select from segment s where s.live_id = m.version_id)",
                row -> assertThat(row.getLong(1)).as("seed %d", seed).isZero());
        assertThat(new DefinitionRows(connection).passing()).as("seed %d", seed).isEmpty();
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, Reader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                reader.read(row);
            }
        }
    }
}
