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

    /** By how much the numbers of distinct products and conversations of a profile changed. */
    public record Distinct(long products, long conversations) {

        static final Distinct NONE = new Distinct(0, 0);

        private Distinct plus(String kind, long change) {
            if (kind.equals(name(Kind.PRODUCT))) {
                return new Distinct(products + change, conversations);
            }
            return kind.equals(name(Kind.CONVERSATION)) ? new Distinct(products, conversations + change) : this;
        }
    }

    /** Adds the tallies of the deltas. */
    public Map<ProfileId, Distinct> addTallies(NavigableMap<ProfileId, ProfileDelta> deltas) throws SQLException {
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

    private Map<ProfileId, Distinct> add(List<TallyRow> rows) throws SQLException {
        Map<TallyKey, Long> added = new HashMap<>();
        rows.forEach(row -> added.put(row.key(), row.added()));
        Map<ProfileId, Distinct> distinct = new HashMap<>();
        try (Columns add = new Columns(connection, ADD_TALLIES)
                .uuids(rows, ProfileIds.of(row -> row.key().profile()))
                .texts(rows, row -> row.key().kind())
                .texts(rows, row -> row.key().item())
                .longs(rows, TallyRow::added)) {
            ResultSet result = add.query();
            while (result.next()) {
                TallyKey key =
                        new TallyKey(ProfileIds.read(result, "profile_id"), result.getString(2), result.getString(3));
                long now = result.getLong(4);
                long change = present(now) - present(now - added.get(key));
                distinct.put(
                        key.profile(),
                        distinct.getOrDefault(key.profile(), Distinct.NONE).plus(key.kind(), change));
            }
        }
        return distinct;
    }

    private static long present(long n) {
        return n > 0 ? 1 : 0;
    }
}
