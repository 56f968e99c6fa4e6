package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Advance;
import crm.ingest.entity.Bulletin;
import crm.ingest.entity.Claim;
import crm.ingest.entity.Crew;
import crm.ingest.entity.GroupPlan;
import crm.ingest.entity.Hold;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import crm.ingest.entity.ScaleBounds;
import crm.ingest.entity.Scope;
import crm.ingest.entity.SeekMove;
import crm.ingest.entity.SeekTarget;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nodes and operators write to each other, against a real PostgreSQL. */
class GroupDecisionsTest {

    private static final UUID TOPIC_ID = UUID.randomUUID();

    private final String group = "group-" + UUID.randomUUID();
    private final PartitionId first = new PartitionId("orders", 0);
    private final PartitionId second = new PartitionId("orders", 1);
    private final PartitionId other = new PartitionId("payments", 0);
    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        others.shutdownNow();
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    @Test
    void grantsNoClaimOnWhatIsHeld() throws Exception {
        hold(Scope.topic("orders"));
        assertThat(claim(first, second, other)).extracting(Claim::partition).containsExactly(other);
        lift(Scope.topic("orders"));
        assertThat(claim(first, second)).hasSize(2);
    }

    @Test
    void holdsOnePartitionATopicOrAllOfAGroup() throws Exception {
        hold(Scope.partition(second));
        assertThat(claim(first, second, other)).extracting(Claim::partition).containsExactly(first, other);
        hold(Scope.GROUP);
        assertThat(claim(first, second, other)).isEmpty();
        assertThat(bulletin().held(group, other)).containsExactly(Hold.Reason.PAUSED);
        assertThat(bulletin().held("another", other)).isEmpty();
    }

    @Test
    void appliesNothingAnyMoreOnceAHoldIsCommitted() throws Exception {
        Claim claim = claim(first).get(0);
        Claim elsewhere = claim(other).get(0);
        hold(Scope.partition(first));
        assertThatThrownBy(() -> advance(step(claim, 40))).isInstanceOf(Fenced.class);
        advance(step(elsewhere, 40));
        assertThat(position(first)).isZero();
        assertThat(position(other)).isEqualTo(40);
    }

    @Test
    void waitsForTheBatchThatIsUnderWay() throws Exception {
        Claim claim = claim(first).get(0);
        Future<Void> hold;
        try (Connection batch = transaction()) {
            new AdvanceStatement(batch, group).advance(List.of(step(claim, 40)));
            hold = others.submit(() -> {
                hold(Scope.GROUP);
                return null;
            });
            assertThatThrownBy(() -> hold.get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            batch.commit();
        }
        hold.get(20, TimeUnit.SECONDS);
        assertThat(position(first)).isEqualTo(40);
    }

    /** The hold is written and not committed when a claim comes; it must not be granted beside it. */
    @Test
    void letsAClaimWaitForADecisionUnderWay() throws Exception {
        claim(first);
        beat("ada");
        Future<List<Claim>> claim;
        try (Connection deciding = transaction()) {
            GroupRows rows = new GroupRows(deciding, group);
            rows.lock();
            claim = others.submit(() -> claim(first));
            assertThatThrownBy(() -> claim.get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            rows.hold(Scope.GROUP, Hold.Reason.PAUSED, "ada");
            deciding.commit();
        }
        assertThat(claim.get(20, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void liftsWhatLiesWithinAndSaysWhatStillCovers() throws Exception {
        hold(Scope.partition(first));
        hold(Scope.topic("orders"));
        assertThat(lift(Scope.partition(first))).isFalse();
        hold(Scope.partition(first));
        assertThat(lift(Scope.topic("orders"))).isTrue();
        assertThat(bulletin().holds()).isEmpty();
        hold(Scope.topic("orders"));
        hold(Scope.partition(other));
        assertThat(lift(Scope.GROUP)).isTrue();
        assertThat(bulletin().holds()).isEmpty();
    }

    @Test
    void leavesHoldsOfOtherReasonsAlone() throws Exception {
        in(connection -> {
            new GroupRows(connection, group).hold(Scope.partition(first), Hold.Reason.LOSS, "worker");
            return null;
        });
        hold(Scope.partition(first));
        hold(Scope.partition(first));
        assertThat(bulletin().held(group, first)).containsExactly(Hold.Reason.PAUSED, Hold.Reason.LOSS);
        assertThat(lift(Scope.GROUP)).isTrue();
        assertThat(bulletin().held(group, first)).containsExactly(Hold.Reason.LOSS);
    }

    @Test
    void seeksBackWithoutALossAndFencesWhoOwnsIt() throws Exception {
        Claim owner = claim(first).get(0);
        advance(step(owner, 60));
        long epoch = bulletin().epoch(group, first);
        assertThat(seek(target(first, 20))).containsExactly(new SeekMove("orders", 0, 60, 20));
        assertThat(position(first)).isEqualTo(20);
        assertThat(bulletin().epoch(group, first)).isEqualTo(epoch + 1);
        assertThatThrownBy(() -> advance(step(owner, 70))).isInstanceOf(Fenced.class);
        assertThat(losses()).isEmpty();
        Claim again = claim(first).get(0);
        assertThat(again.nextOffset()).isEqualTo(20);
        assertThat(again.leaderEpoch()).isEmpty();
    }

    @Test
    void writesDownWhatASeekForwardPassesOver() throws Exception {
        advance(step(claim(first).get(0), 10));
        claim(second);
        List<SeekMove> moves = seek(target(first, 90), target(second, 0));
        assertThat(moves.get(0).skipped()).isEqualTo(80);
        assertThat(moves.get(0).again()).isZero();
        assertThat(moves.get(1).skipped()).isZero();
        assertThat(losses()).containsExactly("skipped 10 90");
        assertThat(claim(first).get(0).nextOffset()).isEqualTo(90);
    }

    @Test
    void triesASeekOutWithoutTouchingAnything() throws Exception {
        Claim owner = claim(first).get(0);
        List<SeekMove> moves = in(connection ->
                new SeekStatement(connection, group).preview(List.of(target(first, 55), target(second, 55))));
        assertThat(moves).containsExactly(new SeekMove("orders", 0, 0, 55), new SeekMove("orders", 1, 0, 55));
        advance(step(owner, 40));
        assertThat(losses()).isEmpty();
    }

    @Test
    void beginsElsewhereWhereNobodyHasReadYet() throws Exception {
        seek(target(second, 90));
        assertThat(losses()).containsExactly("skipped 0 90");
        assertThat(claim(second).get(0).nextOffset()).isEqualTo(90);
    }

    @Test
    void findsOutAtASeekThatATopicWasMadeAnew() throws Exception {
        advance(step(claim(first).get(0), 40));
        UUID anew = UUID.randomUUID();
        seek(new SeekTarget(new PartitionLog(first, anew, 3, 80), 3));
        assertThat(losses()).containsExactly("recreated 40 null");
        List<Claim> claims = in(connection -> new ClaimStatement(connection, group, "bob")
                .claim(List.of(new PartitionLog(first, anew, 3, 80)), List.of())
                .granted());
        assertThat(claims.get(0).nextOffset()).isEqualTo(3);
        assertThat(losses()).hasSize(1);
    }

    @Test
    void keepsWhatOperatorsDecideAboutWorkers() throws Exception {
        String node = "node-" + group;
        beat(node);
        assertThat(bulletin().plan(group).workers()).isEmpty();
        assertThat(bulletin().nodes().get(node)).containsEntry(group, new Crew(2, 1));
        workers(OptionalInt.of(7), Optional.of(new ScaleBounds(2, 9)));
        beat(node);
        assertThat(bulletin().plan(group).workers()).hasValue(7);
        assertThat(bulletin().plan(group).bounds()).contains(new ScaleBounds(2, 9));
        assertThat(bulletin().wanted(group)).isEqualTo(7);
        workers(OptionalInt.empty(), Optional.empty());
        assertThat(bulletin().plan(group).workers()).isEmpty();
        assertThat(bulletin().plan(group).bounds()).isEmpty();
    }

    @Test
    void letsOneScaleAtATimeAndOnlyWithinAnOperatorsWord() throws Exception {
        workers(OptionalInt.of(2), Optional.of(new ScaleBounds(1, 9)));
        Instant since = Instant.parse("2026-01-01T00:00:00Z");
        try (Connection deciding = transaction()) {
            GroupRows rows = new GroupRows(deciding, group);
            assertThat(rows.aloneInScaling()).isTrue();
            assertThat(scalesAlone()).isFalse();
            GroupPlan plan = rows.plan().orElseThrow();
            rows.scale(new GroupPlan(OptionalInt.of(5), plan.bounds(), Optional.of(since), Optional.empty()));
            deciding.commit();
        }
        assertThat(bulletin().plan(group))
                .isEqualTo(new GroupPlan(
                        OptionalInt.of(5), Optional.of(new ScaleBounds(1, 9)), Optional.of(since), Optional.empty()));
        assertThat(scalesAlone()).isTrue();
        workers(OptionalInt.of(3), Optional.empty());
        assertThat(bulletin().plan(group).laggingSince()).isEmpty();
    }

    @Test
    void forgetsNodesThatGoOrSayNothing() throws Exception {
        String silent = "silent-" + group;
        String going = "going-" + group;
        beat(silent);
        beat(going);
        assertThat(bulletin().nodes()).containsKeys(silent, going);
        in(connection -> {
            try (PreparedStatement age = connection.prepareStatement(
                    "update node set seen_at = now() - interval '11 seconds' where name = ?")) {
                age.setString(1, silent);
                age.executeUpdate();
            }
            new BoardRows(connection).leave(going);
            return null;
        });
        assertThat(bulletin().nodes()).doesNotContainKeys(silent, going);
    }

    private boolean scalesAlone() throws SQLException {
        return in(connection -> new GroupRows(connection, group).aloneInScaling());
    }

    private void beat(String node) throws SQLException {
        in(connection -> {
            new BoardRows(connection).beat(node, Map.of(group, new Crew(2, 1)), true);
            return null;
        });
    }

    private Bulletin bulletin() throws SQLException {
        return in(connection -> new BoardRows(connection).read(Set.of(group)));
    }

    private void hold(Scope scope) throws SQLException {
        in(connection -> {
            GroupRows rows = new GroupRows(connection, group);
            rows.lock();
            rows.hold(scope, Hold.Reason.PAUSED, "ada");
            return null;
        });
    }

    private boolean lift(Scope scope) throws SQLException {
        return in(connection -> {
            GroupRows rows = new GroupRows(connection, group);
            rows.lock();
            rows.lift(scope, Hold.Reason.PAUSED);
            return !rows.covered(scope, Hold.Reason.PAUSED);
        });
    }

    private void workers(OptionalInt count, Optional<ScaleBounds> bounds) throws SQLException {
        in(connection -> {
            GroupRows rows = new GroupRows(connection, group);
            rows.lock();
            rows.workers(count, bounds);
            return null;
        });
    }

    private List<SeekMove> seek(SeekTarget... targets) throws SQLException {
        return in(connection -> new SeekStatement(connection, group).seek(List.of(targets)));
    }

    private List<Claim> claim(PartitionId... partitions) throws SQLException {
        List<PartitionLog> logs = new ArrayList<>();
        for (PartitionId partition : partitions) {
            logs.add(log(partition));
        }
        return in(connection -> new ClaimStatement(connection, group, "ada")
                        .claim(logs, List.of())
                        .granted())
                .stream()
                .sorted(java.util.Comparator.comparing(Claim::partition))
                .toList();
    }

    private void advance(Advance step) throws SQLException {
        in(connection -> {
            new AdvanceStatement(connection, group).advance(List.of(step));
            return null;
        });
    }

    private static PartitionLog log(PartitionId partition) {
        return new PartitionLog(partition, TOPIC_ID, 0, 90);
    }

    private static SeekTarget target(PartitionId partition, long to) {
        return new SeekTarget(log(partition), to);
    }

    private static Advance step(Claim claim, long to) {
        return new Advance(
                claim.partition(), claim.epoch(), claim.nextOffset(), to, Optional.of(3), 1, Optional.empty());
    }

    private static Connection transaction() throws SQLException {
        Connection connection = TestDatabase.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static <T> T in(Work<T> work) throws SQLException {
        try (Connection connection = transaction()) {
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
            }
        }
    }

    private long position(PartitionId partition) throws SQLException {
        return Long.parseLong(ask("select next_offset from consumer_position where group_id = ? and topic = '"
                        + partition.topic() + "' and partition = " + partition.partition())
                .get(0));
    }

    private List<String> losses() throws SQLException {
        return ask("select cause || ' ' || from_offset || ' ' || coalesce(to_offset::text, 'null') from loss"
                + " where group_id = ? order by id");
    }

    private List<String> ask(String query) throws SQLException {
        return in(connection -> {
            List<String> lines = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setString(1, group);
                ResultSet row = statement.executeQuery();
                while (row.next()) {
                    lines.add(row.getString(1));
                }
            }
            return lines;
        });
    }
}
