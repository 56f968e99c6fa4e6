package crm.profile.store;

import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** In which group of those that were found a profile is now. */
public final class ClusterTraitRows {

    private static final String READ = """
            select m.cluster_id, coalesce(c.name, f.called) as name, latest.as_of
              from (select id, as_of from cluster_run where in_force_at is not null order by in_force_at desc limit 1) latest
              cross join lateral (
                   select m.cluster_id from cluster_member m join cluster_run r on r.id = m.run_id
                    where m.profile_id = ? and r.in_force_at is not null order by r.in_force_at desc limit 1) m
              join cluster c on c.id = m.cluster_id
              join cluster_found f on f.run_id = latest.id and f.cluster_id = m.cluster_id""";

    private final Connection connection;

    public ClusterTraitRows(Connection connection) {
        this.connection = connection;
    }

    /** The trait, as the outside sees it; empty for whoever is in none. */
    public Optional<Map<String, Object>> of(UUID profile) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setObject(1, profile);
            ResultSet row = select.executeQuery();
            if (!row.next()) {
                return Optional.empty();
            }
            Map<String, Object> trait = new LinkedHashMap<>();
            trait.put("id", row.getInt("cluster_id"));
            trait.put("name", row.getString("name"));
            trait.put("as_of", Columns.time(row, "as_of"));
            return Optional.of(trait);
        }
    }
}
