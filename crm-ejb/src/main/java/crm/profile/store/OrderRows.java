package crm.profile.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.ingest.entity.Stamp;
import crm.platform.service.Columns;
import crm.profile.entity.ProfileId;
import crm.profile.fold.OrderState;
import crm.profile.fold.OrderState.Completion;
import crm.profile.fold.Sales;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Orders as far as their events have come. */
public final class OrderRows {

    private static final String READ = """
            select o.profile_id, o.order_id, o.at, o.source, o.event_id, o.currency, o.total, o.items, o.channel,
                   o.refunded::text, o.unpriced::text, o.whole, o.cancelled
              from unnest(?::uuid[], ?::text[]) as k (profile_id, order_id)
              join customer_order o using (profile_id, order_id)""";
    private static final String WRITE = """
            insert into customer_order as o (profile_id, order_id, at, source, event_id, currency, total, items, channel,
                                             refunded, unpriced, whole, cancelled, sold)
            select k.profile_id, k.order_id, instant(k.at), k.source, k.event_id, k.currency, k.total, k.items, k.channel,
                   k.refunded::jsonb, k.unpriced::jsonb, k.whole, k.cancelled, k.sold
              from unnest(?::uuid[], ?::text[], ?::int8[], ?::text[], ?::text[], ?::text[], ?::numeric[],
                          ?::numeric[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::bool[],
                          ?::numeric[])
                   as k (profile_id, order_id, at, source, event_id, currency, total, items, channel, refunded,
                         unpriced, whole, cancelled, sold)
            on conflict (profile_id, order_id) do update
               set at = excluded.at, source = excluded.source, event_id = excluded.event_id,
                   currency = excluded.currency, total = excluded.total, items = excluded.items,
                   channel = excluded.channel, refunded = excluded.refunded,
                   unpriced = excluded.unpriced, whole = excluded.whole, cancelled = excluded.cancelled,
                   sold = excluded.sold""";
    // What is refunded in another currency than the order's belongs to its day, too. What was never sold, since a node
    // of an
    // earlier version wrote the order, was added to no day.
    private static final String FORGET = """
            with gone as (
                delete from customer_order where profile_id = any (?)
                returning (at at time zone 'UTC')::date as day, currency, sold, refunded, cancelled)
            select day, currency, sum(orders) as orders, sum(net) as net
              from (select day, currency, case when cancelled then 0 else 1 end as orders, sold as net
                      from gone where day is not null and sold is not null
                    union all
                    select g.day, r.key, 0, -r.value::numeric
                      from gone g cross join lateral jsonb_each_text(g.refunded) r
                     where g.day is not null and g.sold is not null and r.key <> '' and r.key <> g.currency) contribution
             group by day, currency""";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;

    public OrderRows(Connection connection) {
        this.connection = connection;
    }

    /** An order is known within its profile. */
    public record OrderKey(ProfileId profile, String orderId) {}

    /** Those of the orders of which something has come. */
    public Map<OrderKey, OrderState> read(Collection<OrderKey> keys) throws SQLException {
        Map<OrderKey, OrderState> orders = new HashMap<>();
        if (keys.isEmpty()) {
            return orders;
        }
        try (Columns read = new Columns(connection, READ)
                .uuids(keys, ProfileIds.of(OrderKey::profile))
                .texts(keys, OrderKey::orderId)) {
            ResultSet row = read.query();
            while (row.next()) {
                orders.put(new OrderKey(ProfileIds.read(row, "profile_id"), row.getString("order_id")), order(row));
            }
        }
        return orders;
    }

    private static OrderState order(ResultSet row) throws SQLException {
        return new OrderState(
                completion(row),
                amounts(row.getString("refunded")),
                amounts(row.getString("unpriced")),
                row.getBoolean("whole"),
                row.getBoolean("cancelled"));
    }

    private static Completion completion(ResultSet row) throws SQLException {
        if (row.getString("event_id") == null) {
            return null;
        }
        return new Completion(
                new Stamp(Columns.time(row, "at"), row.getString("source"), row.getString("event_id")),
                row.getString("currency"),
                row.getBigDecimal("total"),
                row.getBigDecimal("items"),
                Optional.ofNullable(row.getString("channel")));
    }

    private static Map<String, BigDecimal> amounts(String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            Map<String, String> amounts = JSON.readValue(json, new TypeReference<Map<String, String>>() {});
            return amounts.entrySet().stream()
                    .collect(Collectors.toMap(Entry::getKey, entry -> new BigDecimal(entry.getValue())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored amounts", e);
        }
    }

    private static String json(Map<String, BigDecimal> amounts) {
        if (amounts.isEmpty()) {
            return null;
        }
        Map<String, String> texts = amounts.entrySet().stream()
                .collect(Collectors.toMap(
                        Entry::getKey, entry -> entry.getValue().toPlainString()));
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("amounts", e);
        }
    }

    /** Writes orders as they now are. */
    public void write(Map<OrderKey, OrderState> orders) throws SQLException {
        if (orders.isEmpty()) {
            return;
        }
        List<Entry<OrderKey, OrderState>> rows = List.copyOf(orders.entrySet());
        try (Columns write = new Columns(connection, WRITE)
                .uuids(rows, ProfileIds.of(row -> row.getKey().profile()))
                .texts(rows, row -> row.getKey().orderId())
                .instants(rows, completed(completion -> completion.stamp().time()))
                .texts(rows, completed(completion -> completion.stamp().source()))
                .texts(rows, completed(completion -> completion.stamp().id()))
                .texts(rows, completed(Completion::currency))
                .numbers(rows, completed(Completion::total))
                .numbers(rows, completed(Completion::items))
                .texts(rows, completed(completion -> completion.channel().orElse(null)))
                .texts(rows, row -> json(row.getValue().refunded()))
                .texts(rows, row -> json(row.getValue().unpriced()))
                .flags(rows, row -> row.getValue().whole())
                .flags(rows, row -> row.getValue().cancelled())
                .numbers(rows, row -> row.getValue().sold().orElse(null))) {
            write.update();
        }
    }

    /** Forgets all orders of profiles; what they added to their days is taken back. */
    public void forget(Collection<ProfileId> profiles, Sales sales) throws SQLException {
        try (Columns forget = new Columns(connection, FORGET).uuids(profiles, ProfileId::value)) {
            ResultSet row = forget.query();
            while (row.next()) {
                sales.takeBack(
                        new Sales.Place(row.getObject("day", LocalDate.class), row.getString("currency")),
                        new Sales.Sum(row.getLong("orders"), row.getBigDecimal("net")));
            }
        }
    }

    private static <T> Function<Entry<OrderKey, OrderState>, T> completed(Function<Completion, T> column) {
        return row -> row.getValue().completion().map(column).orElse(null);
    }
}
