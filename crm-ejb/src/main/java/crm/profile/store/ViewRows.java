package crm.profile.store;

import crm.ingest.entity.Identity;
import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.profile.entity.ProfileView.Membership;
import crm.profile.entity.SpendSum;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the views of profiles are made of, of many at once. */
public final class ViewRows {

    private static final String READ = """
            select p.*, s.attributes::text as attributes, s.consents::text as consents,
                   (select array_agg(array[i.namespace, i.value] order by i.namespace, i.value)
                      from identity i where i.profile_id = p.id) as identities,
                   (select array_agg(array[m.currency, m.gross::text, m.net::text, m.orders::text] order by m.currency)
                      from profile_money m
                     where m.profile_id = p.id and (m.net <> 0 or m.gross <> 0 or m.orders <> 0)) as money,
                   array(select t.item from profile_tally t
                          where t.profile_id = p.id and t.kind = 'category' and t.n > 0
                          order by t.n desc, t.item limit 5) as categories,
                   (select t.item from profile_tally t
                     where t.profile_id = p.id and t.kind = 'channel' and t.n > 0
                     order by t.n desc, t.item limit 1) as channel,
                   (select array_agg(array[m.key, ((extract(epoch from m.since) * 1000000)::int8)::text] order by m.key)
                      from membership m where m.profile_id = p.id) as memberships
              from unnest(?::uuid[]) as k (id)
              join profile p on p.id = k.id
              left join person s on s.profile_id = p.id""";

    private final Connection connection;

    public ViewRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * One profile as it is stored.
     *
     * @param mergedInto who answers in its place
     * @param attributes JSON as {@link PersonJson} reads it, and so are the consents; empty where nothing was said
     * @param money of currencies of which something is left, by currency
     * @param categories at most five, those of the most orders first
     * @param channel by which most orders came
     * @param memberships in segments, by key
     */
    public record Row(
            ProfileId id,
            long version,
            Optional<ProfileId> mergedInto,
            Counts counts,
            Times times,
            Optional<String> attributes,
            Optional<String> consents,
            List<Identity> identities,
            List<SpendSum> money,
            List<String> categories,
            Optional<String> channel,
            List<Membership> memberships) {}

    /** What is counted. */
    public record Counts(
            long orders,
            BigDecimal items,
            long products,
            long refunds,
            long interactions,
            long consultations,
            long transactions) {}

    /** Of the first and the last. */
    public record Times(
            Optional<Instant> firstOrder,
            Optional<Instant> lastOrder,
            Optional<Instant> firstSeen,
            Optional<Instant> lastSeen) {}

    /** Those that are there, in any order. */
    public List<Row> read(Collection<ProfileId> ids) throws SQLException {
        List<Row> rows = new ArrayList<>(ids.size());
        try (Columns read = new Columns(connection, READ).uuids(ids, ProfileId::value)) {
            ResultSet row = read.query();
            while (row.next()) {
                rows.add(row(row));
            }
        }
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                ProfileIds.read(row, "id"),
                row.getLong("version"),
                Optional.ofNullable(row.getObject("merged_into", UUID.class)).map(ProfileId::new),
                counts(row),
                times(row),
                Optional.ofNullable(row.getString("attributes")),
                Optional.ofNullable(row.getString("consents")),
                identities(row.getArray("identities")),
                money(row.getArray("money")),
                List.of((String[]) row.getArray("categories").getArray()),
                Optional.ofNullable(row.getString("channel")),
                memberships(row.getArray("memberships")));
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong("orders"),
                row.getBigDecimal("items"),
                row.getLong("products"),
                row.getLong("refunds"),
                row.getLong("interactions"),
                row.getLong("consultations"),
                row.getLong("transactions"));
    }

    private static Times times(ResultSet row) throws SQLException {
        return new Times(
                time(row, "first_order_at"),
                time(row, "last_order_at"),
                time(row, "first_seen_at"),
                time(row, "last_seen_at"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(Columns.time(row, column));
    }

    private static List<Identity> identities(Array pairs) throws SQLException {
        return table(pairs).stream().map(pair -> new Identity(pair[0], pair[1])).toList();
    }

    private static List<SpendSum> money(Array sums) throws SQLException {
        return table(sums).stream()
                .map(sum ->
                        new SpendSum(sum[0], new BigDecimal(sum[1]), new BigDecimal(sum[2]), Long.parseLong(sum[3])))
                .toList();
    }

    private static List<Membership> memberships(Array pairs) throws SQLException {
        return table(pairs).stream()
                .map(pair -> new Membership(pair[0], Instant.EPOCH.plus(Long.parseLong(pair[1]), ChronoUnit.MICROS)))
                .toList();
    }

    private static List<String[]> table(Array rows) throws SQLException {
        return rows == null ? List.of() : Arrays.asList((String[][]) rows.getArray());
    }
}
