package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.profile.entity.ProfileId;
import crm.profile.service.TestDatabase;
import crm.segment.cluster.PlantedShoppers;
import crm.segment.cluster.RandIndex;
import crm.segment.cluster.Shopper;
import crm.segment.entity.Cluster;
import crm.segment.entity.ClusterDraft;
import crm.segment.entity.ClusterRun;
import crm.segment.store.ClusterMemberRows;
import crm.segment.store.ClusterRows;
import crm.segment.store.ClusterRunRows;
import crm.segment.store.ClusterRunRows.Claim;
import crm.segment.store.ClusterRunRows.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups of customers in the tables: found, put in force, found again, shown, and said as a rule. */
class ClustersAreFoundTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    private final PlantedShoppers planted = new PlantedShoppers(600, 5, 0);
    private Connection connection;
    private StoredShoppers stored;
    private ClusterRunRows runs;

    @BeforeEach
    void open() throws SQLException {
        connection = TestDatabase.dataSource().getConnection();
        stored = new StoredShoppers(connection);
        runs = new ClusterRunRows(connection);
        stored.clear();
        SegmentTables.clear(connection);
    }

    @AfterEach
    void close() throws SQLException {
        stored.clear();
        connection.close();
    }

    private Claim claim(Instant asOf) throws SQLException {
        runs.want("somebody");
        return runs.claim("here", asOf).orElseThrow();
    }

    private Result search(Instant asOf) throws SQLException {
        Claim claim = claim(asOf);
        Result result = new ClusterFinding(connection, claim).find();
        connection.setAutoCommit(false);
        assertThat(new ClustersInForce(connection).end(claim, result, () -> asOf))
                .isEqualTo(ClusterSwitch.End.DONE);
        connection.commit();
        connection.setAutoCommit(true);
        return result;
    }

    private List<Cluster> clusters() throws SQLException {
        ClusterRun run = runs.inForce().orElseThrow();
        return ClusterViews.of(new ClusterRows(connection).of(run.id()));
    }

    private Map<ProfileId, Integer> assigned() throws SQLException {
        Map<ProfileId, Integer> assigned = new HashMap<>();
        new ClusterMemberRows(connection)
                .times(planted.shoppers.stream().map(Shopper::profile).toList())
                .forEach((profile, times) -> times.lastEntry().getValue().ifPresent(id -> assigned.put(profile, id)));
        return assigned;
    }

    private List<Integer> groups() throws SQLException {
        Map<ProfileId, Integer> assigned = assigned();
        return planted.shoppers.stream()
                .map(shopper -> assigned.get(shopper.profile()))
                .toList();
    }

    @Test
    void everybodyIsInTheGroupOfTheirKind() throws SQLException {
        stored.add(planted.shoppers, NOW);
        Result result = search(NOW);
        assertThat(result.customers()).isEqualTo(planted.shoppers.size());
        assertThat(RandIndex.adjusted(planted.kinds, groups())).isGreaterThan(0.95);
        List<Cluster> clusters = clusters();
        assertThat(clusters).hasSize(PlantedShoppers.KINDS);
        assertThat(clusters.stream().mapToLong(Cluster::customers).sum()).isEqualTo(planted.shoppers.size());
        assertThat(clusters.stream().mapToDouble(Cluster::share).sum()).isBetween(0.999, 1.001);
        // What something was taken off of is in the events only.
        assertThat(clusters).anySatisfy(cluster -> {
            assertThat(cluster.standsOut()).contains("discounts.high", "returns.high");
            assertThat(cluster.names().get("zh")).contains("常用优惠");
        });
        assertThat(runs.latest().orElseThrow().state()).isEqualTo("done");
    }

    /** On unchanged data nothing moves: nobody gets a row, nobody another number. */
    @Test
    void theNextDayFindsTheSame() throws SQLException {
        stored.add(planted.shoppers, NOW);
        search(NOW);
        List<Integer> before = groups();
        List<Cluster> named = clusters();
        assertThat(new ClusterRows(connection).rename(named.get(0).id(), Optional.of("Our best"), Optional.empty()))
                .isTrue();
        search(TOMORROW);
        assertThat(RandIndex.adjusted(before, groups())).isGreaterThanOrEqualTo(0.95);
        assertThat(groups()).isEqualTo(before);
        assertThat(clusters().get(0).name()).isEqualTo("Our best");
        assertThat(clusters().stream().map(Cluster::id))
                .containsExactlyElementsOf(named.stream().map(Cluster::id).toList());
    }

    @Test
    void whoHasNoOrdersAnyMoreIsInNoGroupFromThenOn() throws SQLException {
        stored.add(planted.shoppers, NOW);
        search(NOW);
        ProfileId gone = planted.shoppers.get(3).profile();
        stored.execute("update profile set orders = 0 where id = '" + gone + "'");
        search(TOMORROW);
        assertThat(new ClusterMemberRows(connection).times(List.of(gone)).get(gone))
                .hasSize(2)
                .hasEntrySatisfying(NOW, before -> assertThat(before).isPresent())
                .containsEntry(TOMORROW, Optional.empty());
        assertThat(assigned()).doesNotContainKey(gone).hasSize(planted.shoppers.size() - 1);
    }

    @Test
    void tooFewCustomersAndAlikeOnesAreSaidToBeSo() throws SQLException {
        assertThat(search(NOW).nothing()).contains("too_few");
        stored.add(planted.shoppers.subList(0, ClusterFinding.FEWEST - 1), NOW);
        assertThat(search(NOW).nothing()).contains("too_few");
        stored.clear();
        List<Shopper> alike = new ArrayList<>();
        for (Shopper one : planted.shoppers.subList(0, 100)) {
            alike.add(planted.alike(one));
        }
        stored.add(alike, NOW);
        assertThat(search(NOW).nothing()).contains("all_alike");
        assertThat(runs.inForce()).isEmpty();
    }

    @Test
    void whatWasInForceStaysWhereNothingIsFound() throws SQLException {
        stored.add(planted.shoppers, NOW);
        search(NOW);
        stored.execute("update profile set orders = 0");
        assertThat(search(TOMORROW).nothing()).contains("too_few");
        assertThat(runs.inForce().flatMap(ClusterRun::inForceAt)).contains(NOW);
        assertThat(groups()).doesNotContainNull();
    }

    @Test
    void oneNodeOfManySearchesAndAnotherTakesOverWhatWasLeft() throws SQLException {
        stored.add(planted.shoppers, NOW);
        Claim first = claim(NOW);
        runs.want("somebody else");
        assertThat(runs.claim("there", NOW)).isEmpty();
        stored.execute("update cluster_run set alive_at = now() - interval '3 minutes'");
        Claim second = runs.claim("there", NOW).orElseThrow();
        assertThat(second.run()).isEqualTo(first.run());
        assertThatThrownBy(() -> new ClusterFinding(connection, first).find()).isInstanceOf(ClaimLost.class);
        assertThat(new ClusterFinding(connection, second).find().nothing()).isEmpty();
    }

    @Test
    void aDayHasOneSearchOfItsOwnAccord() throws SQLException {
        Instant today = Instant.parse("2026-03-01T00:00:00Z");
        runs.wantDaily(ClusterFinding.FEWEST, today);
        assertThat(runs.latest()).as("nobody buys").isEmpty();
        stored.add(planted.shoppers, NOW);
        runs.wantDaily(ClusterFinding.FEWEST, today);
        assertThat(runs.latest().orElseThrow().wantedBy())
                .as("of its own accord")
                .isEmpty();
        search(NOW);
        stored.execute("update cluster_run set ended_at = now() - interval '1 hour'");
        runs.wantDaily(ClusterFinding.FEWEST, today);
        assertThat(runs.latest().orElseThrow().open()).isFalse();
        runs.wantDaily(ClusterFinding.FEWEST, today.plus(Duration.ofDays(1)));
        assertThat(runs.latest().orElseThrow().open()).isTrue();
    }

    @Test
    void aRuleSaysWhomAGroupIsAbout() throws SQLException {
        stored.add(planted.shoppers, NOW);
        search(NOW);
        for (Cluster cluster : clusters()) {
            ClusterDraft draft =
                    new ClusterDrafting(connection).draft(cluster, NOW).orElseThrow();
            assertThat(draft.precision()).as(draft.definition()).isGreaterThan(0.9);
            assertThat(draft.recall()).as(draft.definition()).isGreaterThan(0.9);
            assertThat(draft.words().get("zh")).isNotEqualTo(draft.words().get("en"));
        }
    }
}
