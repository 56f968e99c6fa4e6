package crm.profile.store;

import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.profile.entity.SpendSum;
import crm.profile.rfm.Buying;
import crm.profile.rfm.Rfm;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scores that were last published of whoever buys, and when they change with no event. */
public final class RfmRows {

    private static final String SCORES = "select r.profile_id, r.recency, r.frequency, r.monetary from customer_rfm r ";
    private static final String DUE = SCORES + "where r.due_at <= ? order by r.due_at limit ? for update skip locked";
    private static final String OUTDATED =
            SCORES + "where r.thresholds < ? order by r.thresholds limit ? for update skip locked";
    private static final String BUYING = """
            select p.id, p.orders, p.last_order_at,
                   (select array_agg(array[m.currency, m.gross::text, m.net::text, m.orders::text])
                      from profile_money m where m.profile_id = p.id) as money
              from profile p join person s on s.profile_id = p.id and s.known
             where p.id = any (?) and p.orders > 0 and p.merged_into is null""";
    private static final String WRITE = """
            update customer_rfm r set thresholds = k.thresholds, recency = k.recency, frequency = k.frequency,
                   monetary = k.monetary, due_at = instant(k.due)
              from unnest(?::uuid[], ?::int4[], ?::int4[], ?::int4[], ?::int4[], ?::int8[])
                   as k (id, thresholds, recency, frequency, monetary, due)
             where r.profile_id = k.id""";
    private static final String FORGET = "delete from customer_rfm where profile_id = any (?)";

    /** Who is locked is being changed, and so published anyway. */
    private static final String CHANGED = """
            update profile set version = version + 1
             where id = any (array(
                   select id from profile where id = any (?) and merged_into is null
                    order by id for no key update skip locked))""";

    private static final String EVENTS = "select coalesce(sum(events), 0) from census";

    private static final String GROWN = """
            select made_at < now() - interval '30 seconds' and ? > events * ? from rfm_thresholds where id = ?""";

    private final Connection connection;

    public RfmRows(Connection connection) {
        this.connection = connection;
    }

    /** What was published of a profile, locked. */
    public record Published(ProfileId profile, Optional<Scores> scores) {}

    /** From 1 to 5. */
    public record Scores(int recency, int frequency, int monetary) {

        public static Scores of(Rfm rfm) {
            return new Scores(rfm.recency(), rfm.frequency(), rfm.monetary());
        }
    }

    /** At most so many whose scores change by an instant, or may have. */
    public List<Published> due(Instant until, int most) throws SQLException {
        return read(DUE, until.atOffset(ZoneOffset.UTC), most);
    }

    /** At most so many who were scored by others. */
    public List<Published> outdated(int thresholds, int most) throws SQLException {
        return read(OUTDATED, thresholds, most);
    }

    /** Whether there are any. */
    public boolean anyOutdated(int thresholds) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select exists (select from customer_rfm where thresholds < ?)")) {
            select.setInt(1, thresholds);
            ResultSet row = select.executeQuery();
            row.next();
            return row.getBoolean(1);
        }
    }

    /** How many events are known. */
    public long events() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EVENTS)) {
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** Whether so many times as many are known as when thresholds were made, at least half a minute ago. */
    public boolean grownSince(int thresholds, double times) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(GROWN)) {
            select.setLong(1, events());
            select.setDouble(2, times);
            select.setInt(3, thresholds);
            ResultSet row = select.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }

    private List<Published> read(String sql, Object first, int most) throws SQLException {
        List<Published> published = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, first);
            select.setInt(2, most);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                int recency = row.getInt("recency");
                published.add(new Published(
                        ProfileIds.read(row, "profile_id"),
                        recency == 0
                                ? Optional.empty()
                                : Optional.of(new Scores(recency, row.getInt("frequency"), row.getInt("monetary")))));
            }
        }
        return published;
    }

    /** What these have bought, of those who have. */
    public Map<ProfileId, Buying> buying(Collection<ProfileId> profiles) throws SQLException {
        Map<ProfileId, Buying> buying = new HashMap<>();
        try (Columns read = new Columns(connection, BUYING).uuids(profiles, ProfileId::value)) {
            ResultSet row = read.query();
            while (row.next()) {
                buying.put(
                        ProfileIds.read(row, "id"),
                        new Buying(
                                row.getLong("orders"),
                                Optional.ofNullable(Columns.time(row, "last_order_at")),
                                sums(row)));
            }
        }
        return buying;
    }

    private static List<SpendSum> sums(ResultSet row) throws SQLException {
        return row.getArray("money") == null
                ? List.of()
                : Arrays.stream((String[][]) row.getArray("money").getArray())
                        .map(sum -> new SpendSum(
                                sum[0], new BigDecimal(sum[1]), new BigDecimal(sum[2]), Long.parseLong(sum[3])))
                        .toList();
    }

    /**
     * Scores of a profile as they are published from now on.
     *
     * @param due when they change with no event
     */
    public record Scored(ProfileId profile, int thresholds, Scores scores, Optional<Instant> due) {}

    public void write(List<Scored> scored) throws SQLException {
        if (scored.isEmpty()) {
            return;
        }
        try (Columns write = new Columns(connection, WRITE)
                .uuids(scored, ProfileIds.of(Scored::profile))
                .integers(scored, Scored::thresholds)
                .integers(scored, row -> row.scores().recency())
                .integers(scored, row -> row.scores().frequency())
                .integers(scored, row -> row.scores().monetary())
                .instants(scored, row -> row.due().orElse(null))) {
            write.update();
        }
    }

    /** Those of whom nothing is left that was bought. */
    public void forget(Collection<ProfileId> profiles) throws SQLException {
        update(FORGET, profiles);
    }

    /** Their views are others now. */
    public void changed(Collection<ProfileId> profiles) throws SQLException {
        update(CHANGED, profiles);
    }

    private void update(String sql, Collection<ProfileId> profiles) throws SQLException {
        if (profiles.isEmpty()) {
            return;
        }
        try (Columns statement = new Columns(connection, sql).uuids(profiles, ProfileId::value)) {
            statement.update();
        }
    }
}
