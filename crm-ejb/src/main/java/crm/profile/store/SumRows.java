package crm.profile.store;

import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.profile.fold.ProfileDelta;
import crm.profile.fold.ProfileDelta.Kind;
import crm.profile.fold.ProfileDelta.Money;
import crm.profile.fold.ProfileDelta.Tally;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;

/** Sums by currency and counts by product, category and channel. */
public final class SumRows {

    private static final String ADD_MONEY = """
            insert into profile_money as m (profile_id, currency, net, gross, orders)
            select * from unnest(?::uuid[], ?::text[], ?::numeric[], ?::numeric[], ?::int8[])
            on conflict (profile_id, currency) do update
               set net = m.net + excluded.net, gross = m.gross + excluded.gross, orders = m.orders + excluded.orders""";
    private static final String ADD_TALLIES = """
            insert into profile_tally as t (profile_id, kind, item, n)
            select * from unnest(?::uuid[], ?::text[], ?::text[], ?::int8[])
            on conflict (profile_id, kind, item) do update set n = t.n + excluded.n
            returning profile_id, kind, item, n""";

    private final Connection connection;

    public SumRows(Connection connection) {
        this.connection = connection;
    }

    private record MoneyRow(ProfileId profile, String currency, Money sum) {}

    private record TallyKey(ProfileId profile, String kind, String item) {}

    private record TallyRow(TallyKey key, long added) {}

    /** Adds the money of the deltas. */
    public void addMoney(NavigableMap<ProfileId, ProfileDelta> deltas) throws SQLException {
        List<MoneyRow> rows = new ArrayList<>();
        deltas.forEach((profile, delta) ->
                delta.money().forEach((currency, sum) -> rows.add(new MoneyRow(profile, currency, sum))));
        if (rows.isEmpty()) {
            return;
        }
        try (Columns add = new Columns(connection, ADD_MONEY)
                .uuids(rows, ProfileIds.of(MoneyRow::profile))
                .texts(rows, MoneyRow::currency)
                .numbers(rows, row -> row.sum().net())
                .numbers(rows, row -> row.sum().gross())
                .longs(rows, row -> row.sum().orders())) {
            add.update();
        }
    }

    /** Adds the tallies of the deltas; says by how much each profile's number of distinct products changed. */
    public Map<ProfileId, Long> addTallies(NavigableMap<ProfileId, ProfileDelta> deltas) throws SQLException {
        List<TallyRow> rows = new ArrayList<>();
        deltas.forEach((profile, delta) -> delta.tallies().forEach((tally, added) -> {
            if (added != 0) {
                rows.add(new TallyRow(key(profile, tally), added));
            }
        }));
        return rows.isEmpty() ? Map.of() : add(rows);
    }

    private static TallyKey key(ProfileId profile, Tally tally) {
        return new TallyKey(profile, name(tally.kind()), tally.item());
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private Map<ProfileId, Long> add(List<TallyRow> rows) throws SQLException {
        Map<TallyKey, Long> added = new HashMap<>();
        rows.forEach(row -> added.put(row.key(), row.added()));
        Map<ProfileId, Long> products = new HashMap<>();
        try (Columns add = new Columns(connection, ADD_TALLIES)
                .uuids(rows, ProfileIds.of(row -> row.key().profile()))
                .texts(rows, row -> row.key().kind())
                .texts(rows, row -> row.key().item())
                .longs(rows, TallyRow::added)) {
            ResultSet result = add.query();
            while (result.next()) {
                TallyKey key =
                        new TallyKey(ProfileIds.read(result, "profile_id"), result.getString(2), result.getString(3));
                if (key.kind().equals(name(Kind.PRODUCT))) {
                    long now = result.getLong(4);
                    products.merge(key.profile(), present(now) - present(now - added.get(key)), Long::sum);
                }
            }
        }
        return products;
    }

    private static long present(long n) {
        return n > 0 ? 1 : 0;
    }
}
