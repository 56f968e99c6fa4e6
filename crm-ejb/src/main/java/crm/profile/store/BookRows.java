package crm.profile.store;

import crm.ingest.entity.Event;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Payload.OrderRefunded;
import crm.platform.service.Columns;
import crm.profile.fold.Sales;
import crm.profile.fold.Sales.Place;
import crm.profile.fold.Sales.Sum;
import crm.profile.store.EventRows.Owned;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map.Entry;
import java.util.function.Function;

/**
 * The books of the whole business: what was sold by day, how many events and customers there are, what came last. One
 * statement for all of them. Each connection adds to rows of its own slot, as long as few enough write at once.
 */
public final class BookRows {

    private static final int RECENT = 12;
    private static final String SLOT = "(pg_backend_pid() % 64)::int2";
    private static final String WRITE = """
            with sold as (
                insert into daily_sale as s (day, currency, slot, orders, net)
                select k.day::date, k.currency, %1$s, k.orders, k.net
                  from unnest(?::text[], ?::text[], ?::int8[], ?::numeric[]) as k (day, currency, orders, net)
                on conflict (day, currency, slot) do update
                   set orders = s.orders + excluded.orders, net = s.net + excluded.net),
            counted as (
                insert into census as c (slot, events, customers) values (%1$s, ?::int8, ?::int8)
                on conflict (slot) do update
                   set events = c.events + excluded.events, customers = c.customers + excluded.customers)
            insert into recent_event (at, type, profile_id, currency, amount)
            select * from unnest(?::timestamptz[], ?::text[], ?::uuid[], ?::text[], ?::numeric[])""".formatted(SLOT);

    private final Connection connection;

    public BookRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * Enters what a batch changed.
     *
     * @param newCustomers by how many more or fewer there are
     * @param events that are new
     */
    public void write(Sales sales, long newCustomers, List<Owned> events) throws SQLException {
        Collection<Entry<Place, Sum>> sold = sales.changes().entrySet();
        List<Owned> recent = events.subList(Math.max(0, events.size() - RECENT), events.size());
        try (Columns write = new Columns(connection, WRITE)
                .texts(sold, row -> row.getKey().day().toString())
                .texts(sold, row -> row.getKey().currency())
                .longs(sold, row -> row.getValue().orders())
                .numbers(sold, row -> row.getValue().net())
                .value(events.size())
                .value(Math.toIntExact(newCustomers))
                .times(recent, row -> row.event().stamp().time())
                .texts(recent, row -> row.event().type())
                .uuids(recent, ProfileIds.of(Owned::owner))
                .texts(
                        recent,
                        ofMoney(
                                OrderCompleted::currency,
                                refund -> refund.currency().orElse(null)))
                .numbers(
                        recent,
                        ofMoney(OrderCompleted::total, refund -> refund.amount().orElse(null)))) {
            write.update();
        }
    }

    private static <T> Function<Owned, T> ofMoney(Function<OrderCompleted, T> bought, Function<OrderRefunded, T> back) {
        return row -> {
            Event event = row.event();
            if (event.payload() instanceof OrderCompleted order) {
                return bought.apply(order);
            }
            return event.payload() instanceof OrderRefunded refund ? back.apply(refund) : null;
        };
    }
}
