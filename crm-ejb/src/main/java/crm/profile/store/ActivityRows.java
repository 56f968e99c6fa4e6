package crm.profile.store;

import crm.ingest.entity.Stamp;
import crm.platform.service.Columns;
import crm.profile.entity.ConsentWord;
import crm.profile.entity.OrderCounts;
import crm.profile.entity.ProfileId;
import crm.profile.store.OrderRows.OrderKey;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one customer did, summed up in the database; each statement reads this customer's rows only. */
public final class ActivityRows {

    private static final String EVENTS = """
            select date_trunc('month', e.at at time zone 'UTC')::date as month, count(*) as n
              from event e where e.profile_id = ? and e.at >= ? and e.at < ?
             group by 1""";
    private static final String RETURNED_BY_PRODUCT =
            "coalesce(o.unpriced, '{}') <> '{}' and not o.whole and not o.cancelled";
    private static final String OF_THE_MONTHS =
            " from customer_order o where o.profile_id = ? and o.at >= ? and o.at < ?";
    /** As crm.profile.fold.OrderState says it; a test holds both against each other. */
    private static final String NET = """
            select date_trunc('month', o.at at time zone 'UTC')::date as month, o.currency,
                   sum(case when o.cancelled then 0
                            when o.whole then o.total - greatest(o.total, 0)
                            else o.total - greatest(least(coalesce((o.refunded ->> '')::numeric, 0)
                                     + coalesce((o.refunded ->> o.currency)::numeric, 0), o.total), 0) end) as net
            """ + OF_THE_MONTHS + " and not (" + RETURNED_BY_PRODUCT + ") group by 1, 2";

    private static final String NET_ELSEWHERE = """
            select date_trunc('month', o.at at time zone 'UTC')::date as month, r.key as currency,
                   -sum(r.value::numeric) as net
              from customer_order o cross join lateral jsonb_each_text(o.refunded) r
             where o.profile_id = ? and o.at >= ? and o.at < ? and o.refunded <> '{}'
               and r.key <> '' and r.key <> o.currency and not (""" + RETURNED_BY_PRODUCT + ") group by 1, 2";
    private static final String BY_PRODUCT =
            "select o.order_id" + OF_THE_MONTHS + " and " + RETURNED_BY_PRODUCT + " order by o.at desc limit ?";
    private static final String COUNTS = """
            select count(o.at) as completed, count(o.at) filter (where o.cancelled) as cancelled,
                   count(o.at) filter (where o.whole and not o.cancelled) as whole,
                   count(*) filter (where o.at is null) as pending
              from customer_order o where o.profile_id = ?""";
    private static final String CONSENTS = """
            select e.at, e.source, e.id, e.type, e.data ->> 'purpose' as purpose, (e.data -> 'granted')::text as granted,
                   e.data ->> 'text_version' as text_version, c.key, c.value::text as value
              from (select e.* from event e
                     where e.profile_id = ?
                       and e.type in ('customer.registered', 'customer.updated', 'customer.consent_changed')
                       and (e.type = 'customer.consent_changed' or json_typeof(e.data -> 'consents') = 'object')
                     order by e.at desc limit ?) e
              left join lateral json_each(case when e.type <> 'customer.consent_changed'
                                                    then e.data -> 'consents' end) c on true
             order by e.at desc, e.source desc, e.id desc, c.key""";

    private final Connection connection;

    public ActivityRows(Connection connection) {
        this.connection = connection;
    }

    /** From the first instant of a month to before another. */
    public record Span(YearMonth from, YearMonth to) {

        private Instant begin() {
            return from.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        private Instant end() {
            return to.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /** How many events there were in a month. */
    public SortedMap<YearMonth, Long> events(ProfileId profile, Span span) throws SQLException {
        SortedMap<YearMonth, Long> events = new TreeMap<>();
        try (PreparedStatement select = select(EVENTS, profile, span)) {
            ResultSet row = select.executeQuery();
            while (row.next()) {
                events.put(month(row), row.getLong("n"));
            }
        }
        return events;
    }

    /** Takes sums. */
    @FunctionalInterface
    public interface Sums {
        void add(YearMonth month, String currency, BigDecimal net);
    }

    /** What orders of a month come to, by currency, without those of {@link #returnedByProduct}. */
    public void net(ProfileId profile, Span span, Sums sums) throws SQLException {
        for (String sql : List.of(NET, NET_ELSEWHERE)) {
            try (PreparedStatement select = select(sql, profile, span)) {
                ResultSet row = select.executeQuery();
                while (row.next()) {
                    sums.add(month(row), row.getString("currency"), row.getBigDecimal("net"));
                }
            }
        }
    }

    /** Orders of which products were refunded at the prices that the orders had; the latest of them. */
    public List<OrderKey> returnedByProduct(ProfileId profile, Span span, int most) throws SQLException {
        List<OrderKey> orders = new ArrayList<>();
        try (PreparedStatement select = select(BY_PRODUCT, profile, span)) {
            select.setInt(4, most);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                orders.add(new OrderKey(profile, row.getString("order_id")));
            }
        }
        return orders;
    }

    private PreparedStatement select(String sql, ProfileId profile, Span span) throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.setObject(1, profile.value());
        select.setObject(2, span.begin().atOffset(ZoneOffset.UTC));
        select.setObject(3, span.end().atOffset(ZoneOffset.UTC));
        return select;
    }

    private static YearMonth month(ResultSet row) throws SQLException {
        return YearMonth.from(row.getObject("month", LocalDate.class));
    }

    public OrderCounts orders(ProfileId profile) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNTS)) {
            select.setObject(1, profile.value());
            ResultSet row = select.executeQuery();
            row.next();
            return new OrderCounts(
                    row.getLong("completed"), row.getLong("cancelled"), row.getLong("whole"), row.getLong("pending"));
        }
    }

    /** What was said of consents, newest first; of at most so many events. Nothing of it is personal. */
    public List<ConsentWord> consents(ProfileId profile, int most) throws SQLException {
        List<ConsentWord> words = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(CONSENTS)) {
            select.setObject(1, profile.value());
            select.setInt(2, most);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                boolean alone = row.getString("key") == null;
                words.addAll(ConsentText.words(
                        alone ? row.getString("purpose") : row.getString("key"),
                        alone ? row.getString("granted") : row.getString("value"),
                        new Stamp(Columns.time(row, "at"), row.getString("source"), row.getString("id")),
                        row.getString("type"),
                        row.getString("text_version")));
            }
        }
        return words;
    }
}
