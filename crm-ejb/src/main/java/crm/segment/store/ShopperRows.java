package crm.segment.store;

import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.segment.cluster.Shopper;
import crm.segment.cluster.Shopper.Discounts;
import crm.segment.cluster.Shopper.Paid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Customers with orders as figures, portion by portion in the order of their ids, which mean nothing. */
public final class ShopperRows {

    private static final double DAY = Duration.ofDays(1).toSeconds();
    private static final String READ = """
            select p.id, p.orders, p.products, p.refunds, p.interactions, p.first_order_at, p.last_order_at,
                   m.currency, m.gross, m.net, m.orders as paid, t.categories, t.variety, d.reduced, d.coupons, d.either
              from (select * from profile where id > ? and orders > 0 and merged_into is null order by id limit ?) p
              left join lateral (
                   select currency, gross, net, orders from profile_money
                    where profile_id = p.id and orders > 0 order by orders desc, currency limit 1) m on true
              left join lateral (
                   select count(*) as categories, -sum(share * ln(share) / ln(2.0::float8)) as variety
                     from (select n::float8 / sum(n) over () as share from profile_tally
                            where profile_id = p.id and kind = 'category' and n > 0) shares) t on true
              left join cluster_discount d on d.run_id = ? and d.profile_id = p.id
             order by p.id""";
    // A NUL is legal JSON and no text that the database can hold.
    private static final String DISCOUNTS = """
            insert into cluster_discount as d (run_id, profile_id, reduced, coupons, either)
            select ?, profile_id, count(*) filter (where reduced), count(*) filter (where coupon), count(*)
              from (select profile_id, coalesce(coupon, '') <> '' as coupon,
                           case when discount ~ '^[0-9]{1,30}([.][0-9]{1,30})?$' then discount::numeric > 0 else false end as reduced
                      from (select profile_id, data ->> 'coupon' as coupon, data ->> 'discount' as discount
                              from event
                             where ctid >= ?::tid and ctid < ?::tid and type = 'order.completed'
                               and case when strpos(data::text, '\\u0000') > 0 then false
                                        else data::text ~ '"(coupon|discount)"' end
                            offset 0) told) taken
             where reduced or coupon
             group by profile_id
            on conflict (run_id, profile_id) do update
               set reduced = d.reduced + excluded.reduced, coupons = d.coupons + excluded.coupons,
                   either = d.either + excluded.either""";

    private final Connection connection;

    public ShopperRows(Connection connection) {
        this.connection = connection;
    }

    /** How many pages of events there are. */
    public long pages() throws SQLException {
        return number("select pg_relation_size('event') / current_setting('block_size')::bigint + 1");
    }

    /** How many customers have orders, about. */
    public long customers() throws SQLException {
        return number("select count(*) from customer_figures where orders > 0");
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Counts the orders with something taken off in some pages of events, one after the other as they lie on the disk. Events
     * that move meanwhile may be missed or counted twice.
     */
    public void discounts(int run, long fromPage, long toPage) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(DISCOUNTS)) {
            insert.setInt(1, run);
            insert.setString(2, "(" + fromPage + ",0)");
            insert.setString(3, "(" + toPage + ",0)");
            insert.executeUpdate();
        }
    }

    /**
     * The next ones.
     *
     * @param run whose discounts are taken
     */
    public List<Shopper> after(ProfileId last, int most, int run, Instant asOf) throws SQLException {
        List<Shopper> shoppers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setObject(1, last.value());
            select.setInt(2, most);
            select.setInt(3, run);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                shoppers.add(shopper(row, asOf));
            }
        }
        return shoppers;
    }

    private static Shopper shopper(ResultSet row, Instant asOf) throws SQLException {
        return new Shopper(
                new ProfileId(row.getObject("id", UUID.class)),
                row.getLong("orders"),
                days(Columns.time(row, "last_order_at"), asOf),
                days(Columns.time(row, "first_order_at"), asOf),
                paid(row),
                Math.max(0, row.getDouble("variety")),
                row.getLong("categories"),
                row.getLong("products"),
                row.getLong("refunds"),
                row.getLong("interactions"),
                new Discounts(row.getLong("reduced"), row.getLong("coupons"), row.getLong("either")));
    }

    private static Optional<Paid> paid(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return currency == null
                ? Optional.empty()
                : Optional.of(new Paid(currency, row.getDouble("gross") / row.getLong("paid"), row.getDouble("net")));
    }

    private static double days(Instant since, Instant asOf) {
        return since == null ? 0 : Math.max(0, Duration.between(since, asOf).toSeconds() / DAY);
    }
}
