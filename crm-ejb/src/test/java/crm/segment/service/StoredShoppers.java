package crm.segment.service;

import crm.platform.service.Columns;
import crm.segment.cluster.Shopper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Customers as the tables of profiles have them, written past the application. */
final class StoredShoppers {

    private static final double DAY = Duration.ofDays(1).toSeconds();
    private static final String PROFILES = """
            insert into profile (id, version, events, orders, items, products, refunds, interactions, first_order_at,
                                 last_order_at, first_seen_at, last_seen_at)
            select id, 1, 1, orders, orders, products, refunds, interactions, first, last, first, last
              from unnest(?::uuid[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::timestamptz[], ?::timestamptz[])
                   as k (id, orders, products, refunds, interactions, first, last)""";
    private static final String REST = """
            insert into customer_figures (profile_id, orders, first_seen_at, last_seen_at)
            select id, orders, first_seen_at, last_seen_at from profile on conflict do nothing;
            insert into profile_tally (profile_id, kind, item, n) select id, 'category', 'books', orders from profile
                on conflict do nothing;
            """;
    private static final String MONEY = """
            insert into profile_money (profile_id, currency, net, gross, orders)
            select id, 'EUR', paid * orders, paid * orders, orders from unnest(?::uuid[], ?::numeric[]) as k (id, paid)
              join profile using (id)""";
    private static final String EVENTS = """
            insert into event (profile_id, at, source, id, type, subject, linkable, backfill, data)
            select k.id, p.last_order_at, 'test', k.id || '-' || n, 'order.completed', 'customer_id:x', false, false,
                   json_build_object('order_id', n, 'discount', case when n <= k.reduced then '1.50' else '0.00' end, 'note', 'x')
              from unnest(?::uuid[], ?::int8[]) as k (id, reduced) join profile p using (id), generate_series(1, p.orders) n""";

    private final Connection connection;

    StoredShoppers(Connection connection) {
        this.connection = connection;
    }

    void clear() throws SQLException {
        execute(
                "truncate cluster_run, cluster, cluster_found, cluster_member, cluster_discount, profile, profile_money,"
                        + " profile_tally, customer_figures, event, changed_customers, profile_outbox");
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void add(List<Shopper> shoppers, Instant asOf) throws SQLException {
        try (Columns insert = new Columns(connection, PROFILES)
                .uuids(shoppers, one -> one.profile().value())
                .longs(shoppers, Shopper::orders)
                .longs(shoppers, Shopper::products)
                .longs(shoppers, Shopper::refunds)
                .longs(shoppers, Shopper::interactions)
                .times(shoppers, one -> before(asOf, one.ageDays()))
                .times(shoppers, one -> before(asOf, one.recencyDays()))) {
            insert.update();
        }
        try (Columns insert = new Columns(connection, MONEY)
                .uuids(shoppers, one -> one.profile().value())
                .numbers(
                        shoppers,
                        one -> one.paid()
                                .map(paid -> new BigDecimal(paid.average()).setScale(2, RoundingMode.HALF_UP))
                                .orElseThrow())) {
            insert.update();
        }
        try (Columns insert = new Columns(connection, EVENTS)
                .uuids(shoppers, one -> one.profile().value())
                .longs(shoppers, one -> one.discounts().reduced())) {
            insert.update();
        }
        execute(REST);
    }

    private static Instant before(Instant asOf, double days) {
        return asOf.minusSeconds(Math.round(days * DAY));
    }
}
