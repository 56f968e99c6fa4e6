package crm.operations.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.PartitionId;
import crm.operations.entity.GroupSample;
import crm.operations.entity.PartitionSample;
import crm.operations.entity.Progress;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Samples and whose turn it is to take them, against a real PostgreSQL. */
class SampleRowsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final String group = "group-" + UUID.randomUUID();

    private GroupSample sample(int second, long position) {
        return new GroupSample(
                group,
                NOW.plusSeconds(second),
                List.of("ada", "bob"),
                List.of(
                        new PartitionSample(
                                new PartitionId("orders", 0),
                                position,
                                OptionalLong.of(position - 1),
                                100,
                                7,
                                1.5,
                                "ada"),
                        new PartitionSample(new PartitionId("orders", 1), 5, OptionalLong.empty(), 5, 3, 0, "")));
    }

    @Test
    void areReadAsTheyWereWritten() throws Exception {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            SampleRows rows = new SampleRows(connection);
            for (int second = 0; second < 30; second += 5) {
                rows.write(List.of(new Samples.Judged(sample(second, second), Progress.WARN)));
            }
            assertThat(rows.latest(List.of(group, "another"), 2))
                    .containsOnlyKeys(group)
                    .containsValue(List.of(sample(20, 20), sample(25, 25)));
            assertThat(rows.sums(group, NOW.plusSeconds(25)))
                    .containsExactly(new SampleRows.Sums(NOW.plusSeconds(25), 2, 75, 1.5, 105, 10, Progress.WARN));
        }
    }

    @Test
    void aMomentIsWrittenOnce() throws Exception {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            SampleRows rows = new SampleRows(connection);
            rows.write(List.of(new Samples.Judged(sample(0, 1), Progress.OK)));
            rows.write(List.of(new Samples.Judged(sample(0, 2), Progress.OK)));
            assertThat(rows.latest(List.of(group), 9).get(group)).containsExactly(sample(0, 1));
        }
    }

    @Test
    void oneServerSamplesUntilItIsSilent() throws Exception {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false); // nobody else sees it
            SampleTurn turn = new SampleTurn(connection, EVERY);
            lastSampled(connection, "ada", 6);
            assertThat(turn.take("bob")).as("it is somebody else's turn").isFalse();
            assertThat(turn.take("ada")).isTrue();
            assertThat(turn.take("ada")).as("not twice at once").isFalse();
            lastSampled(connection, "ada", 16);
            assertThat(turn.take("bob")).as("who is silent is followed").isTrue();
            connection.rollback();
        }
    }

    private static void lastSampled(Connection connection, String node, int secondsAgo) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update sampling set holder = ?, at = now() - ? * interval '1 second'")) {
            update.setString(1, node);
            update.setInt(2, secondsAgo);
            update.executeUpdate();
        }
    }
}
