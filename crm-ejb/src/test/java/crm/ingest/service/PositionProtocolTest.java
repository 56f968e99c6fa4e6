package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Advance;
import crm.ingest.entity.Claim;
import crm.ingest.entity.Claims;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Claims and advances against a real PostgreSQL, as workers, zombies and their successors make them. */
class PositionProtocolTest {

    private static final UUID TOPIC_ID = UUID.randomUUID();

    private final String group = "group-" + UUID.randomUUID();
    private final PartitionId first = new PartitionId("orders", 0);
    private final PartitionId second = new PartitionId("orders", 1);
    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        others.shutdownNow();
    }

    @Test
    void beginsAtTheBeginningOfTheLog() throws Exception {
        Claim claim = claim("ada", log(first, 7, 90));
        assertThat(claim.nextOffset()).isEqualTo(7);
        assertThat(claim.epoch()).isEqualTo(1);
    }

    @Test
    void goesOnWhereThePredecessorStopped() throws Exception {
        advance(step(claim("ada", log(first, 0, 90)), 40));
        Claim successor = claim("bob", log(first, 0, 90));
        assertThat(successor.nextOffset()).isEqualTo(40);
        assertThat(successor.epoch()).isEqualTo(2);
        assertThat(successor.leaderEpoch()).contains(3);
    }

    @Test
    void advancesAgainUnderTheSameClaim() throws Exception {
        Claim claim = claim("ada", log(first, 0, 90));
        Advance once = step(claim, 40);
        advance(once);
        advance(step(claim.after(once), 60));
        assertThat(position(first)).isEqualTo(60);
    }

    @Test
    void fencesWhoeverSomebodyElseHasSucceeded() throws Exception {
        Claim zombie = claim("ada", log(first, 0, 90));
        claim("bob", log(first, 0, 90));
        assertThatThrownBy(() -> advance(step(zombie, 40)))
                .isInstanceOfSatisfying(
                        Fenced.class, fenced -> assertThat(fenced.partitions()).containsExactly(first));
        assertThat(position(first)).isZero();
    }

    @Test
    void fencesAReplay() throws Exception {
        Advance step = step(claim("ada", log(first, 0, 90)), 40);
        advance(step);
        assertThatThrownBy(() -> advance(step)).isInstanceOf(Fenced.class);
        assertThat(position(first)).isEqualTo(40);
    }

    @Test
    void movesAllOrNone() throws Exception {
        Claim kept = claim("ada", log(first, 0, 90));
        Claim lost = claim("ada", log(second, 0, 90));
        claim("bob", log(second, 0, 90));
        assertThatThrownBy(() -> advance(step(kept, 40), step(lost, 50)))
                .isInstanceOfSatisfying(
                        Fenced.class, fenced -> assertThat(fenced.partitions()).containsExactly(second));
        assertThat(position(first)).isZero();
    }

    /** The zombie wakes up while its successor is claiming: it waits for the row, touches nothing else, and is fenced. */
    @Test
    void makesTheZombieWaitForItsSuccessorAndThenFencesIt() throws Exception {
        Claim zombie = claim("ada", log(first, 0, 90));
        try (Connection claiming = transaction()) {
            new ClaimStatement(claiming, group, "bob").claim(List.of(log(first, 0, 90)), List.of());
            Future<Void> woken = others.submit(() -> {
                advance(step(zombie, 30));
                return null;
            });
            awaitBlocked();
            claiming.commit();
            assertThatThrownBy(woken::get).hasCauseInstanceOf(Fenced.class);
        }
        assertThat(position(first)).isZero();
    }

    /** The zombie wakes up in the middle of its successor's batch. */
    @Test
    void fencesTheZombieWhileItsSuccessorWorks() throws Exception {
        Claim zombie = claim("ada", log(first, 0, 90));
        Claim owner = claim("bob", log(first, 0, 90));
        try (Connection batch = transaction()) {
            new AdvanceStatement(batch, group).advance(List.of(step(owner, 40)));
            assertThatThrownBy(() -> advance(step(zombie, 30))).isInstanceOf(Fenced.class);
            batch.commit();
        }
        assertThat(position(first)).isEqualTo(40);
    }

    /** The zombie is first with its statement, and the successor claims before its commit. */
    @Test
    void letsASuccessorWaitForTheCommitBeforeItsClaim() throws Exception {
        Claim owner = claim("ada", log(first, 0, 90));
        Future<Claim> successor;
        try (Connection batch = transaction()) {
            new AdvanceStatement(batch, group).advance(List.of(step(owner, 40)));
            successor = others.submit(() -> claim("bob", log(first, 0, 90)));
            awaitBlocked();
            batch.commit();
        }
        assertThat(successor.get().nextOffset()).isEqualTo(40);
    }

    @Test
    void letsOneOfManyConcurrentAdvancesThrough() throws Exception {
        Advance step = step(claim("ada", log(first, 0, 90)), 40);
        List<Callable<Boolean>> rivals = Collections.nCopies(8, () -> advanced(step));
        long through = others.invokeAll(rivals).stream()
                .filter(PositionProtocolTest::succeeded)
                .count();
        assertThat(through).isEqualTo(1);
        assertThat(records(first)).isEqualTo(1);
    }

    @Test
    void locksInOneOrderWhateverTheOrderOfTheBatch() throws Exception {
        List<PartitionLog> logs = IntStream.range(0, 12)
                .mapToObj(number -> log(new PartitionId("orders", number), 0, 90))
                .toList();
        for (int round = 1; round <= 20; round++) {
            List<Advance> steps = claims("ada", logs).stream()
                    .map(claim -> step(claim, claim.nextOffset() + 1))
                    .toList();
            List<Advance> reversed = new ArrayList<>(steps);
            Collections.reverse(reversed);
            List<Future<Boolean>> rivals =
                    others.invokeAll(List.of(() -> advanced(steps), () -> advanced(reversed)), 20, TimeUnit.SECONDS);
            assertThat(rivals.stream().filter(PositionProtocolTest::succeeded)).hasSize(1);
        }
        assertThat(position(first)).isEqualTo(20);
    }

    @Test
    void stopsWhereRetentionTookWhatWasNotRead() throws Exception {
        advance(step(claim("ada", log(first, 0, 90)), 40));
        assertThat(claims("bob", List.of(log(first, 55, 90)))).isEmpty();
        assertThat(losses()).containsExactly("retention 40 55 55 waiting");
        assertThat(position(first)).isEqualTo(40);
        assertThat(claims("bob", List.of(log(first, 55, 90), log(second, 55, 90))))
                .extracting(Claim::partition)
                .containsExactly(second);
        assertThat(losses()).hasSize(1);
    }

    /** By what the log has then, which may be less than when it was found. */
    @Test
    void goesOnAsDecided() throws Exception {
        advance(step(claim("ada", log(first, 0, 90)), 40));
        claims("bob", List.of(log(first, 55, 90)));
        decide("go_on");
        Claim successor = claim("bob", log(first, 60, 90));
        assertThat(successor.nextOffset()).isEqualTo(60);
        assertThat(losses()).containsExactly("retention 40 60 60 moved");
        advance(step(successor, 70));
        assertThat(position(first)).isEqualTo(70);
    }

    @Test
    void decidesOneLossAndNotTheNext() throws Exception {
        advance(step(claim("ada", log(first, 0, 90)), 40));
        claims("bob", List.of(log(first, 55, 90)));
        decide("go_on");
        UUID other = UUID.randomUUID();
        assertThat(claims("bob", List.of(new PartitionLog(first, other, 2, 80))))
                .isEmpty();
        assertThat(losses()).containsExactly("retention 40 55 55 moved", "recreated 40 null 2 waiting");
        decide("go_on");
        claim("bob", new PartitionLog(first, other, 2, 80));
        assertThat(claims("bob", List.of(new PartitionLog(first, other, 9, 80))))
                .isEmpty();
        assertThat(losses()).last().isEqualTo("retention 2 9 9 waiting");
    }

    @Test
    void startsANewTopicOfTheSameNameAtItsBeginning() throws Exception {
        advance(step(claim("ada", log(first, 0, 90)), 40));
        UUID other = UUID.randomUUID();
        assertThat(claims("bob", List.of(new PartitionLog(first, other, 2, 80))))
                .isEmpty();
        decide("go_on");
        Claim successor = claim("bob", new PartitionLog(first, other, 2, 80));
        assertThat(successor.nextOffset()).isEqualTo(2);
        assertThat(successor.topicId()).isEqualTo(other);
        assertThat(losses()).containsExactly("recreated 40 null 2 moved");
        assertThat(claim("eve", new PartitionLog(first, other, 2, 80)).nextOffset())
                .isEqualTo(2);
        assertThat(losses()).hasSize(1);
    }

    @Test
    void readsALogAgainThatTheBrokerHasCutOff() throws Exception {
        advance(step(claim("ada", log(first, 5, 90)), 90));
        assertThat(claims("bob", List.of(log(first, 5, 60)))).isEmpty();
        assertThat(losses()).containsExactly("truncated 60 90 5 waiting");
        decide("go_on");
        Claim successor = claim("bob", log(first, 5, 60));
        assertThat(successor.nextOffset()).isEqualTo(5);
        assertThat(successor.leaderEpoch()).isEmpty();
    }

    /** The end of the log was asked for before the owner wrote down the last it has applied. */
    @Test
    void doesNotTakeAPositionThatMovedMeanwhileForALogThatWasCutOff() throws Exception {
        Claim owner = claim("ada", log(first, 0, 90));
        PartitionLog before = log(first, 0, 90);
        Claims look;
        try (Connection batch = transaction()) {
            new AdvanceStatement(batch, group).advance(List.of(step(owner, 95)));
            Future<Claims> successor = others.submit(() -> look("bob", List.of(before), List.of()));
            awaitBlocked();
            batch.commit();
            look = successor.get(20, TimeUnit.SECONDS);
        }
        assertThat(look.granted()).isEmpty();
        assertThat(look.doubted()).extracting(Claim::nextOffset).containsExactly(95L);
        assertThat(losses()).isEmpty();
        Claims again = look("bob", List.of(log(first, 0, 96)), look.doubted());
        assertThat(again.granted()).extracting(Claim::nextOffset).containsExactly(95L);
        assertThat(losses()).isEmpty();
    }

    /** It has moved again between the looks, so the second is no look after it either. */
    @Test
    void doubtsAnewWhatHasMovedSince() throws Exception {
        advance(step(claim("ada", log(first, 0, 90)), 95));
        Claims doubted = look("bob", List.of(log(first, 0, 90)), List.of());
        advance(step(claim("eve", log(first, 0, 96)), 99));
        Claims again = look("bob", List.of(log(first, 0, 97)), doubted.doubted());
        assertThat(again.doubted()).extracting(Claim::nextOffset).containsExactly(99L);
        assertThat(losses()).isEmpty();
        assertThat(look("bob", List.of(log(first, 0, 97)), again.doubted()))
                .isEqualTo(new Claims(List.of(), List.of()));
        assertThat(losses()).containsExactly("truncated 97 99 0 waiting");
    }

    /** Another node was faster in finding the topic made anew. */
    @Test
    void doesNotTakeAnIdOfYesterdayForATopicThatWasMadeAnew() throws Exception {
        UUID anew = UUID.randomUUID();
        claim("ada", new PartitionLog(first, anew, 0, 80));
        Claims look = look("bob", List.of(log(first, 0, 90)), List.of());
        assertThat(look.doubted()).hasSize(1);
        Claims again = look("bob", List.of(new PartitionLog(first, anew, 0, 80)), look.doubted());
        assertThat(again.granted()).hasSize(1);
        assertThat(losses()).isEmpty();
    }

    @Test
    void readsItAgainFromWhereItIsStillTheSame() throws Exception {
        advance(step(claim("ada", log(first, 5, 90)), 90));
        assertThat(claims("bob", List.of(log(first, 5, 120).divergingAt(70)))).isEmpty();
        assertThat(losses()).containsExactly("truncated 70 90 70 waiting");
        // It has grown since, and whoever asks again is not told that it differs.
        lift();
        assertThat(claims("bob", List.of(log(first, 5, 130)))).isEmpty();
        decide("go_on");
        assertThat(claim("bob", log(first, 5, 130)).nextOffset()).isEqualTo(70);
        assertThat(losses()).containsExactly("truncated 70 90 70 moved");
    }

    @Test
    void readsItAgainFromTheBeginningWhereThatIsDecided() throws Exception {
        advance(step(claim("ada", log(first, 5, 90)), 90));
        claims("bob", List.of(log(first, 5, 120).divergingAt(70)));
        decide("from_beginning");
        assertThat(claim("bob", log(first, 6, 130)).nextOffset()).isEqualTo(6);
    }

    /** As an operator does it at the desk. */
    private void decide(String decision) throws SQLException {
        run("update loss set decision = '" + decision + "', decided_at = now(), decided_by = 'olga'"
                + " where decision is null and moved_at is null and group_id = ?");
        lift();
    }

    private void lift() throws SQLException {
        run("delete from hold where reason = 'loss' and group_id = ?");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, group);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    /** Until a statement of somebody waits for a lock. */
    private static void awaitBlocked() throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement waiting =
                        connection.prepareStatement("select exists (select from pg_locks where not granted)")) {
            boolean blocked = false;
            while (!blocked) {
                assertThat(System.nanoTime()).as("nobody waits").isLessThan(deadline);
                try (ResultSet row = waiting.executeQuery()) {
                    row.next();
                    blocked = row.getBoolean(1);
                }
            }
        }
    }

    private boolean advanced(Advance step) throws SQLException {
        return advanced(List.of(step));
    }

    private boolean advanced(List<Advance> steps) throws SQLException {
        advance(steps.toArray(new Advance[0]));
        return true;
    }

    private static boolean succeeded(Future<Boolean> rival) {
        try {
            return rival.get();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(Fenced.class);
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PartitionLog log(PartitionId partition, long begin, long end) {
        return new PartitionLog(partition, TOPIC_ID, begin, end);
    }

    private static Advance step(Claim claim, long to) {
        return new Advance(
                claim.partition(),
                claim.epoch(),
                claim.nextOffset(),
                to,
                Optional.of(3),
                1,
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")));
    }

    private Claim claim(String owner, PartitionLog log) throws SQLException {
        return claims(owner, List.of(log)).get(0);
    }

    /** What is doubted is claimed again, as a worker does it, with a look at logs that are still the same. */
    private List<Claim> claims(String owner, Collection<PartitionLog> logs) throws SQLException {
        Claims first = look(owner, logs, List.of());
        List<Claim> granted = new ArrayList<>(first.granted());
        Set<PartitionId> doubted =
                first.doubted().stream().map(Claim::partition).collect(Collectors.toSet());
        if (!doubted.isEmpty()) {
            List<PartitionLog> again = logs.stream()
                    .filter(log -> doubted.contains(log.partition()))
                    .toList();
            Claims second = look(owner, again, first.doubted());
            assertThat(second.doubted()).isEmpty();
            granted.addAll(second.granted());
        }
        return granted;
    }

    private Claims look(String owner, Collection<PartitionLog> logs, List<Claim> doubted) throws SQLException {
        try (Connection connection = transaction()) {
            Claims claims = new ClaimStatement(connection, group, owner).claim(logs, doubted);
            connection.commit();
            return claims;
        }
    }

    /** As the container does: what throws rolls back. */
    private void advance(Advance... steps) throws SQLException {
        try (Connection connection = transaction()) {
            try {
                new AdvanceStatement(connection, group).advance(List.of(steps));
                connection.commit();
            } finally {
                connection.rollback();
            }
        }
    }

    private static Connection transaction() throws SQLException {
        Connection connection = TestDatabase.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private long position(PartitionId partition) throws SQLException {
        return number("next_offset", partition);
    }

    private long records(PartitionId partition) throws SQLException {
        return number("records", partition);
    }

    private long number(String column, PartitionId partition) throws SQLException {
        String query =
                "select " + column + " from consumer_position where group_id = ? and topic = ? and partition = ?";
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, group);
            statement.setString(2, partition.topic());
            statement.setInt(3, partition.partition());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private List<String> losses() throws SQLException {
        String query =
                "select cause, from_offset, to_offset, next_offset, moved_at is null from loss where group_id = ? order by id";
        try (Connection connection = TestDatabase.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, group);
            try (ResultSet rows = statement.executeQuery()) {
                List<String> losses = new ArrayList<>();
                while (rows.next()) {
                    losses.add(rows.getString(1)
                            + ' '
                            + rows.getString(2)
                            + ' '
                            + rows.getString(3)
                            + ' '
                            + rows.getString(4)
                            + (rows.getBoolean(5) ? " waiting" : " moved"));
                }
                return losses;
            }
        }
    }
}
