package crm.profile.service;

import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.privacy.service.Seals;
import crm.profile.entity.Activity;
import crm.profile.entity.Profile;
import crm.profile.entity.ProfileId;
import crm.profile.fold.OrderState;
import crm.profile.store.ActivityRows;
import crm.profile.store.ActivityRows.Span;
import crm.profile.store.EventRows;
import crm.profile.store.EventRows.Place;
import crm.profile.store.OrderRows;
import crm.profile.store.OrderRows.OrderKey;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What a customer was worth and did, month by month; the database sums up. */
final class ActivityReading {

    /** Months that are shown. */
    static final int MOST_MONTHS = 24;

    /** Orders that have to be looked at one by one. */
    private static final int MOST_LOOKED_AT = 500;

    private final ActivityRows rows;
    private final OrderRows orders;
    private final EventRows events;

    ActivityReading(Connection connection, BiFunction<String, String, Payload> payloads, Seals seals) {
        this.rows = new ActivityRows(connection);
        this.orders = new OrderRows(connection);
        this.events = new EventRows(connection, payloads, seals);
    }

    /** Up to the month of the last event; of someone without any, nothing. */
    Activity of(Profile profile) throws SQLException {
        if (profile.lastSeenAt().isEmpty()) {
            return new Activity(List.of(), List.of(), new TreeMap<>());
        }
        YearMonth last = month(profile.lastSeenAt().get());
        YearMonth first = month(profile.firstSeenAt().orElseThrow());
        YearMonth from = Stream.of(first, last.minusMonths(MOST_MONTHS - 1L))
                .max(YearMonth::compareTo)
                .orElseThrow();
        Span span = new Span(from, last.plusMonths(1));
        List<YearMonth> months = Stream.iterate(from, month -> month.plusMonths(1))
                .limit(from.until(last, ChronoUnit.MONTHS) + 1)
                .toList();
        SortedMap<YearMonth, Long> counts = rows.events(profile.id(), span);
        return new Activity(
                months,
                months.stream().map(month -> counts.getOrDefault(month, 0L)).toList(),
                spend(profile.id(), span, months));
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    private SortedMap<String, List<BigDecimal>> spend(ProfileId profile, Span span, List<YearMonth> months)
            throws SQLException {
        Spend spend = new Spend();
        rows.net(profile, span, spend::add);
        Map<OrderKey, OrderState> byProduct = orders.read(rows.returnedByProduct(profile, span, MOST_LOOKED_AT));
        recall(byProduct);
        byProduct.values().forEach(order -> {
            YearMonth month = month(order.completion().orElseThrow().stamp().time());
            order.net((currency, net) -> spend.add(month, currency, net));
        });
        return spend.of(months);
    }

    private void recall(Map<OrderKey, OrderState> found) throws SQLException {
        Map<Place, OrderState> places = new HashMap<>();
        found.forEach((key, order) -> places.put(
                new Place(key.profile(), order.completion().orElseThrow().stamp()), order));
        if (!places.isEmpty()) {
            events.at(places.keySet())
                    .forEach(stored -> places.get(
                                    new Place(stored.owner(), stored.event().stamp()))
                            .recall(((OrderCompleted) stored.event().payload()).lines()));
        }
    }

    private static final class Spend {

        private final SortedMap<String, Map<YearMonth, BigDecimal>> sums = new TreeMap<>();

        private void add(YearMonth month, String currency, BigDecimal net) {
            sums.computeIfAbsent(currency, none -> new HashMap<>()).merge(month, net, BigDecimal::add);
        }

        private SortedMap<String, List<BigDecimal>> of(List<YearMonth> months) {
            SortedMap<String, List<BigDecimal>> spend = new TreeMap<>();
            sums.forEach((currency, byMonth) -> spend.put(
                    currency,
                    months.stream()
                            .map(month -> byMonth.getOrDefault(month, BigDecimal.ZERO))
                            .toList()));
            return spend;
        }
    }
}
