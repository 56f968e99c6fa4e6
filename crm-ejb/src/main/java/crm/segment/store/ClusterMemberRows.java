package crm.segment.store;

import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * In which group each run found whom. Only changes are kept: whoever has no row of a run is where the run in force before found
 * them.
 */
public final class ClusterMemberRows {

    private static final String PUT = """
            insert into cluster_member (profile_id, run_id, cluster_id)
            select k.id, ?, k.cluster
              from unnest(?::uuid[], ?::int4[]) as k (id, cluster)
              left join lateral (
                   select m.cluster_id from cluster_member m join cluster_run r on r.id = m.run_id
                    where m.profile_id = k.id and r.in_force_at is not null order by r.in_force_at desc limit 1) latest on true
             where latest.cluster_id is distinct from k.cluster""";
    private static final String GONE = """
            insert into cluster_member (profile_id, run_id, cluster_id)
            select l.profile_id, ?, null
              from (select distinct on (m.profile_id) m.profile_id, m.cluster_id
                      from cluster_member m join cluster_run r on r.id = m.run_id
                     where r.in_force_at is not null
                     order by m.profile_id, r.in_force_at desc) l
              join profile p on p.id = l.profile_id
             where l.cluster_id is not null and (p.orders <= 0 or p.merged_into is not null)""";
    private static final String TIMES = """
            select m.profile_id, r.in_force_at, m.cluster_id
              from unnest(?::uuid[]) as k (id)
              join cluster_member m on m.profile_id = k.id
              join cluster_run r on r.id = m.run_id
             where r.in_force_at is not null""";
    private static final String SOME = """
            select m.profile_id
              from cluster_member m join cluster_run r on r.id = m.run_id
             where m.cluster_id = ? and r.in_force_at is not null
               and not exists (select from cluster_member n join cluster_run s on s.id = n.run_id
                                where n.profile_id = m.profile_id and s.in_force_at > r.in_force_at)
             order by m.profile_id limit ?""";

    private final Connection connection;

    public ClusterMemberRows(Connection connection) {
        this.connection = connection;
    }

    /** Where a run finds these. */
    public void put(int run, Map<ProfileId, Integer> clusters) throws SQLException {
        List<Map.Entry<ProfileId, Integer>> rows = new ArrayList<>(clusters.entrySet());
        try (Columns insert = new Columns(connection, PUT)
                .value(run)
                .uuids(rows, row -> row.getKey().value())
                .integers(rows, Map.Entry::getValue)) {
            insert.update();
        }
    }

    /** Whoever has no orders any more, or is somebody else, is in no group. */
    public void gone(int run) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(GONE)) {
            insert.setInt(1, run);
            insert.executeUpdate();
        }
    }

    /** Since when whom in which group, empty for none; of all runs that were ever in force. */
    public Map<ProfileId, NavigableMap<Instant, Optional<Integer>>> times(Collection<ProfileId> profiles)
            throws SQLException {
        Map<ProfileId, NavigableMap<Instant, Optional<Integer>>> times = new HashMap<>();
        try (Columns read = new Columns(connection, TIMES).uuids(profiles, ProfileId::value)) {
            ResultSet row = read.query();
            while (row.next()) {
                times.computeIfAbsent(new ProfileId(row.getObject(1, UUID.class)), none -> new TreeMap<>())
                        .put(
                                Columns.time(row, "in_force_at"),
                                Optional.ofNullable(row.getObject("cluster_id", Integer.class)));
            }
        }
        return times;
    }

    /** Some of those who are in a group now. */
    public List<ProfileId> some(int cluster, int most) throws SQLException {
        List<ProfileId> members = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SOME)) {
            select.setInt(1, cluster);
            select.setInt(2, most);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                members.add(new ProfileId(row.getObject(1, UUID.class)));
            }
        }
        return members;
    }
}
