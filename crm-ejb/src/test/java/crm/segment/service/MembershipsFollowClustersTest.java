package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.evaluation.Micros;
import crm.platform.service.Columns;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileId;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import crm.profile.store.ClusterTraitRows;
import crm.segment.cluster.PlantedShoppers;
import crm.segment.store.ClusterMemberRows;
import crm.segment.store.ClusterRows;
import crm.segment.store.ClusterRunRows;
import crm.segment.store.ClusterRunRows.Claim;
import crm.segment.store.ClusterRunRows.Result;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Segments that ask for a group of those that were found are of whom the run in force has put there, from its instant on. */
class MembershipsFollowClustersTest {

    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant SECOND = FIRST.plus(Duration.ofDays(1));

    private final PlantedShoppers planted = new PlantedShoppers(200, 8, 0);
    private final ProfileId one = planted.shoppers.get(7).profile();
    private Instant now = FIRST;
    private Connection connection;
    private StoredShoppers stored;
    private Segments segments;

    @BeforeEach
    void open() throws SQLException {
        connection = TestDatabase.dataSource().getConnection();
        stored = new StoredShoppers(connection);
        stored.clear();
        SegmentTables.clear(connection);
        stored.add(planted.shoppers, FIRST);
        segments = new Segments(
                new DefinitionsInForce(), ToldEvents.PAYLOADS, TestKeys.seals(), purpose -> true, () -> now);
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        stored.clear();
        SegmentTables.clear(connection);
        connection.close();
    }

    /** As a run: two groups by chance, and whoever is given is in the other one. */
    private int run(Instant at, int first, int second, ProfileId moved) throws SQLException {
        now = at;
        ClusterRunRows runs = new ClusterRunRows(connection);
        runs.want("somebody");
        Claim claim = runs.claim("here", at).orElseThrow();
        ClusterRows rows = new ClusterRows(connection);
        for (int id : List.of(first, second)) {
            rows.found(claim.run(), id, new double[7], List.of(), "like most customers", List.of());
        }
        new ClusterMemberRows(connection).put(claim.run(), Map.of(moved, second));
        Result result = new Result(Optional.of(at), 1, Optional.of(0.5), Optional.empty(), Optional.empty(), List.of());
        // Nothing is in force before the end.
        assertThat(trait(moved)).isNotEqualTo(Optional.of(second));
        assertThat(new ClustersInForce(connection).end(claim, result, () -> now))
                .isEqualTo(ClusterSwitch.End.DONE);
        connection.commit();
        return claim.run();
    }

    private Optional<Object> trait(ProfileId profile) throws SQLException {
        return new ClusterTraitRows(connection).of(profile.value()).map(trait -> trait.get("id"));
    }

    private void publish(String key, int cluster) throws SQLException {
        JsonNode definition = Words.json("""
                {"key": "%s", "name": "In it", "where": {"trait": "traits.cluster.id", "op": "eq", "value": %d}}""".formatted(key, cluster));
        new Definitions(connection).publish(definition, "ada");
        connection.commit();
        pass();
    }

    private void pass() throws SQLException {
        boolean more = true;
        while (more) {
            more = new Passing(connection, segments).step(50, now, Micros.ALWAYS);
            connection.commit();
        }
    }

    private void sweep() throws SQLException {
        while (new Sweep(connection, segments).step(now, 50) > 0) {
            connection.commit();
        }
        connection.commit();
    }

    /** What was told: entered or left, cause, since when, whether late. */
    private List<String> told(String key) throws SQLException {
        List<String> told = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select entered, cause, at, late from segment_change where key = ? and profile_id = ? order by id")) {
            select.setString(1, key);
            select.setObject(2, one.value());
            ResultSet row = select.executeQuery();
            while (row.next()) {
                told.add((row.getBoolean(1) ? "in " : "out ")
                        + row.getString(2)
                        + ' '
                        + Columns.time(row, "at")
                        + (row.getBoolean(4) ? " late" : ""));
            }
        }
        return told;
    }

    @Test
    void fromTheInstantOfTheRunOnAndNotBefore() throws SQLException {
        int left = new ClusterRows(connection).add();
        int right = new ClusterRows(connection).add();
        publish("left", left);
        publish("right", right);
        assertThat(told("left")).isEmpty();
        run(FIRST, right, left, one);
        assertThat(trait(one)).contains(left);
        now = FIRST.plusSeconds(30);
        pass();
        sweep();
        assertThat(told("left")).containsExactly("in time " + FIRST);
        run(SECOND, left, right, one);
        now = SECOND.plusSeconds(30);
        pass();
        sweep();
        assertThat(told("left")).containsExactly("in time " + FIRST, "out time " + SECOND);
        assertThat(told("right")).containsExactly("in time " + SECOND);
        // Published today, it is what it is today.
        publish("later", right);
        assertThat(told("later")).containsExactly("in backfill " + SECOND);
    }

    @Test
    void whatItIsCalledChangesNoMembership() throws SQLException {
        int left = new ClusterRows(connection).add();
        int right = new ClusterRows(connection).add();
        run(FIRST, right, left, one);
        publish("left", left);
        sweep();
        List<String> before = told("left");
        assertThat(before).hasSize(1);
        new ClusterRows(connection).rename(left, Optional.of("Our best"), Optional.empty());
        connection.commit();
        pass();
        sweep();
        assertThat(told("left")).isEqualTo(before);
        assertThat(new ClusterTraitRows(connection).of(one.value()).orElseThrow())
                .containsEntry("name", "Our best")
                .containsEntry("as_of", FIRST);
        assertThat(trait(planted.shoppers.get(8).profile())).isEmpty();
    }
}
