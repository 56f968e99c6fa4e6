package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.dev.oracle.History;
import crm.dev.oracle.Told;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Shard;
import crm.ingest.entity.Stamp;
import crm.ingest.service.FailingNode;
import crm.ingest.service.FailingNode.Batch;
import crm.ingest.service.FailingNode.Source;
import crm.ingest.service.FakeTopic;
import crm.ingest.service.RelayRows;
import crm.ingest.service.Round;
import crm.ingest.service.ShardLost;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileBatch.Item;
import crm.profile.entity.ProfileId;
import crm.profile.store.OutboxRows;
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
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens to those who publish, each version is published at most once, versions of a profile grow, and the last
 * one is what the profile is. Each case is its seed: {@code -Dcrm.test.histories=1 -Dcrm.test.seed=17}.
 */
class ProfilesArePublishedTest {

    private static final Instant NOW = Instant.parse("2020-02-01T00:00:00Z");

    private static final int HISTORIES = 12;
    private static final int EVENTS = 120;
    private static final int MOST = 3;

    private final FakeTopic<Item> topic = new FakeTopic<>(Item::profile);

    @BeforeEach
    void clear() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            new StoredProfiles(connection).clear();
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
        List<Told> history = ProfilesEqualTheOracleTest.deliveries(new History(random, EVENTS), random);
        FailingNode.two(PROFILES, topic, random, () -> {
            write(history, random);
            return null;
        });
        assertPublished(seed);
    }

    @Test
    void aVisitorWhoTurnsOutToBeACustomerIsGone() throws Exception {
        Identity visitor = Identity.anonymous("v");
        apply(new Event(stamp(1), "page.viewed", visitor, false, Payload.Occurrence.INSTANCE, "{\"url\":\"/\"}"));
        publish();
        assertThat(last(visitor).view()).isPresent();

        Payload identified = new Payload.CustomerIdentified(List.of(), List.of(visitor));
        apply(new Event(stamp(2), "customer.identified", Identity.customer("17"), false, identified, "{}"));
        publish();
        assertThat(last(visitor).view()).isEmpty();
        assertThat(last(Identity.customer("17")).view().orElseThrow().traits()).containsEntry("interactions", 1L);
    }

    private static Stamp stamp(int second) {
        return new Stamp(Instant.parse("2020-01-01T00:00:00Z").plusSeconds(second), "test", "e" + second);
    }

    private static void apply(Event event) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            new EventBatch(connection, ProfilesEqualTheOracleTest.STORED, TestKeys.seals()).apply(List.of(event));
            connection.commit();
        }
    }

    private void publish() throws Exception {
        FailingNode.one(PROFILES, topic);
    }

    private Item last(Identity identity) {
        return last(topic.records().get(ProfileId.of(identity)));
    }

    @Test
    void whoHasLostAShardGetsNothing() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Shard lost = OutboxRows.relay(connection).claim("a", 0).orElseThrow();
            assertThat(OutboxRows.relay(connection).claim("b", 0)).as("held").isEmpty();
            Shard mine = OutboxRows.relay(connection).claim("a", 0).orElseThrow();
            connection.commit();

            assertThat(mine.epoch()).isGreaterThan(lost.epoch());
            assertThatThrownBy(() -> new OutboxStep(connection, NOW).next(lost, 0, Round.BEGINS))
                    .isInstanceOf(ShardLost.class);
        }
    }

    private void write(List<Told> deliveries, Random random) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            int position = 0;
            while (position < deliveries.size()) {
                int end = Math.min(deliveries.size(), position + 1 + random.nextInt(8));
                new EventBatch(connection, ProfilesEqualTheOracleTest.STORED, TestKeys.seals())
                        .apply(ProfilesEqualTheOracleTest.decoded(deliveries.subList(position, end)));
                if (random.nextInt(5) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                    position = end;
                }
            }
        }
    }

    // ---- what is published

    private static final Source<Item> PROFILES = new Source<>() {

        @Override
        public String tables() {
            return "profile";
        }

        @Override
        public RelayRows<?> relay(Connection connection) {
            return OutboxRows.relay(connection);
        }

        @Override
        public Optional<Batch<Item>> next(Connection connection, Shard shard, long committed, Round round)
                throws SQLException {
            return new OutboxStep(connection, NOW, MOST)
                    .next(shard, committed, round)
                    .map(batch -> new Batch<>(batch.number(), batch.items()));
        }
    };

    // ---- what must be true of what they have published

    private void assertPublished(long seed) throws SQLException {
        Map<ProfileId, List<Item>> published = topic.records();
        published.forEach((profile, records) -> assertThat(
                        records.stream().map(Item::version).toList())
                .as("versions of %s, seed %d", profile, seed)
                .isSorted()
                .doesNotHaveDuplicates());
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            List<ProfileId> all = new ArrayList<>(profiles(connection));
            for (ViewReading.Version now : new ViewReading(connection, NOW).of(all)) {
                List<Item> records = published.getOrDefault(now.profile(), List.of());
                if (now.version() > 0) {
                    assertThat(records).as("%s, seed %d", now.profile(), seed).isNotEmpty();
                    assertThat(last(records).view())
                            .as("%s, seed %d", now.profile(), seed)
                            .isEqualTo(now.view());
                    assertThat(last(records).version()).isEqualTo(now.version());
                }
            }
        }
    }

    private static List<ProfileId> profiles(Connection connection) throws SQLException {
        List<ProfileId> profiles = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("select id from profile");
            while (row.next()) {
                profiles.add(new ProfileId(row.getObject(1, UUID.class)));
            }
        }
        return profiles;
    }

    private static Item last(List<Item> records) {
        return records.get(records.size() - 1);
    }
}
