package crm.profile.store;

import crm.ingest.service.RelayRows;
import crm.ingest.service.RelayStep.Owed;
import crm.ingest.service.RelayStep.Portion;
import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which profiles are yet to be published. A trigger leaves a row for every change of a profile, in the transaction of the
 * change, so whoever sees the row sees the profile at that version or a later one.
 */
public final class OutboxRows implements Owed<UUID> {

    private static final RelayRows.Tables<UUID> TABLES =
            new RelayRows.Tables<>("profile_relay", "profile_outbox", "uuid", UUID.class);

    /** In the order of ids, round after round: all come to their turn, and many changes of one are one. */
    private static final String UP_TO = " ? and profile_id <= ? order by profile_id limit ?";

    private static final String FROM = "select distinct profile_id from profile_outbox where profile_id >=" + UP_TO;
    private static final String AFTER = "select distinct profile_id from profile_outbox where profile_id >" + UP_TO;
    /** Of a profile that is gone all rows are, whatever they say. */
    private static final String TAKE = """
            delete from profile_outbox o using unnest(?::uuid[], ?::int8[]) as k (id, version)
             where o.profile_id = k.id and (o.version <= k.version or k.version = 0)
            returning o.profile_id, o.trace""";

    private final Connection connection;
    private final int most;

    /** @param most profiles in a batch */
    public OutboxRows(Connection connection, int most) {
        this.connection = connection;
        this.most = most;
    }

    /** Who publishes them. */
    public static RelayRows<UUID> relay(Connection connection) {
        return new RelayRows<>(connection, TABLES);
    }

    @Override
    public Portion<UUID> from(UUID first, UUID last) throws SQLException {
        return changed(FROM, first, last);
    }

    @Override
    public Portion<UUID> after(UUID wentTo, UUID last) throws SQLException {
        return changed(AFTER, wentTo, last);
    }

    private Portion<UUID> changed(String sql, UUID beginning, UUID last) throws SQLException {
        List<UUID> changed = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, beginning);
            select.setObject(2, last);
            select.setInt(3, most);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                changed.add(row.getObject(1, UUID.class));
            }
        }
        return new Portion<>(changed, changed.isEmpty() ? null : changed.get(changed.size() - 1));
    }

    /**
     * Takes the changes that these versions have in them; those that come later stay.
     *
     * @param versions by profile, 0 for one that is gone
     * @return the spans that made them, where they are known
     */
    public Map<ProfileId, String> take(Map<ProfileId, Long> versions) throws SQLException {
        Map<ProfileId, String> traces = new HashMap<>();
        try (Columns take = new Columns(connection, TAKE)
                .uuids(versions.keySet(), ProfileId::value)
                .longs(versions.values(), version -> version)) {
            ResultSet row = take.query();
            while (row.next()) {
                String trace = row.getString("trace");
                if (trace != null) {
                    traces.put(ProfileIds.read(row, "profile_id"), trace);
                }
            }
        }
        return traces;
    }
}
