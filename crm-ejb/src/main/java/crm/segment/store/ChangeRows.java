package crm.segment.store;

import crm.ingest.entity.Identity;
import crm.ingest.service.RelayRows;
import crm.ingest.service.RelayStep.Owed;
import crm.ingest.service.RelayStep.Portion;
import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.segment.entity.Cause;
import crm.segment.entity.MembershipChange;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Changes of memberships that are yet to be published. A trigger leaves a row for each, in the transaction of the change. Of a
 * profile, whoever sees one sees all earlier ones, as they are made one after the other under the lock of the profile.
 */
public final class ChangeRows implements Owed<Long> {

    private static final RelayRows.Tables<Long> TABLES =
            new RelayRows.Tables<>("segment_relay", "segment_outbox", "int8", Long.class);

    /** In the order of ids, round after round: all come to their turn. */
    private static final String FROM = """
            select profile_id, change_id from segment_outbox
             where profile_id >= ? and profile_id <= ? order by profile_id, change_id limit ?""";

    private static final String TAKE = """
            delete from segment_outbox o using segment_change c
             where c.id = any (?::int8[]) and o.profile_id = c.profile_id and o.change_id = c.id
            returning o.change_id, o.trace""";
    private static final String READ = """
            select c.*, (select array_agg(array[i.namespace, i.value] order by i.namespace, i.value)
                           from identity i where i.profile_id = c.profile_id) as identities
              from segment_change c where c.id = any (?::int8[]) order by c.id""";

    private final Connection connection;
    private final int most;

    /** @param most changes in a batch */
    public ChangeRows(Connection connection, int most) {
        this.connection = connection;
        this.most = most;
    }

    /** Who publishes them. */
    public static RelayRows<Long> relay(Connection connection) {
        return new RelayRows<>(connection, TABLES);
    }

    @Override
    public Portion<Long> from(UUID first, UUID last) throws SQLException {
        List<Long> changes = new ArrayList<>();
        UUID wentTo = null;
        try (PreparedStatement select = connection.prepareStatement(FROM)) {
            select.setObject(1, first);
            select.setObject(2, last);
            select.setInt(3, most);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                wentTo = row.getObject(1, UUID.class);
                changes.add(row.getLong(2));
            }
        }
        return new Portion<>(changes, wentTo);
    }

    /** What was sent of that profile is gone; there may be more of it. */
    @Override
    public Portion<Long> after(UUID wentTo, UUID last) throws SQLException {
        return from(wentTo, last);
    }

    /** Takes these and reads them, in their order; those that are no more are not among them. */
    public List<MembershipChange> take(List<Long> numbers) throws SQLException {
        Map<Long, String> traces = traces(numbers);
        List<MembershipChange> changes = new ArrayList<>(numbers.size());
        try (Columns read = new Columns(connection, READ).longs(numbers, number -> number)) {
            ResultSet row = read.query();
            while (row.next()) {
                changes.add(change(row, traces));
            }
        }
        return changes;
    }

    private Map<Long, String> traces(List<Long> numbers) throws SQLException {
        Map<Long, String> traces = new HashMap<>();
        try (Columns take = new Columns(connection, TAKE).longs(numbers, number -> number)) {
            ResultSet row = take.query();
            while (row.next()) {
                traces.put(row.getLong(1), row.getString(2));
            }
        }
        return traces;
    }

    private static MembershipChange change(ResultSet row, Map<Long, String> traces) throws SQLException {
        long number = row.getLong("id");
        return new MembershipChange(
                number,
                new ProfileId(row.getObject("profile_id", UUID.class)),
                identities(row.getArray("identities")),
                row.getString("key"),
                row.getInt("version"),
                row.getBoolean("entered"),
                Cause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                Columns.time(row, "at"),
                Columns.time(row, "observed_at"),
                row.getBoolean("late"),
                Optional.ofNullable(traces.get(number)));
    }

    private static List<Identity> identities(Array pairs) throws SQLException {
        return pairs == null
                ? List.of()
                : Arrays.stream((String[][]) pairs.getArray())
                        .map(pair -> new Identity(pair[0], pair[1]))
                        .toList();
    }
}
