package crm.home.page;

import crm.profile.entity.DaySales;
import crm.profile.entity.Money;
import crm.profile.entity.RecentEvent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How the business goes today, for those who may see customers.
 *
 * @param today by the business clock, in UTC
 * @param sales of the last eight days
 * @param recent the events applied last, latest first
 */
record Business(LocalDate today, List<DaySales> sales, List<RecentEvent> recent, long customers) {

    /** What was sold on a day; nothing is a number, too. */
    DaySales on(LocalDate day, String currency) {
        return sales.stream()
                .filter(sold -> sold.day().equals(day) && sold.currency().equals(currency))
                .findFirst()
                .orElseGet(() -> new DaySales(day, currency, 0, BigDecimal.ZERO));
    }

    Map<String, Object> pushed() {
        Map<String, Object> pushed = new LinkedHashMap<>();
        pushed.put("day", today.toString());
        pushed.put("customers", customers);
        Map<String, Object> byCurrency = new LinkedHashMap<>();
        new TreeSet<>(sales.stream().map(DaySales::currency).toList())
                .forEach(currency -> byCurrency.put(currency, sold(on(today, currency))));
        pushed.put("today", byCurrency);
        pushed.put("recent", recent.stream().map(Business::pushed).toList());
        return pushed;
    }

    private static Map<String, Object> sold(DaySales sold) {
        return Map.of("orders", sold.orders(), "net", net(sold));
    }

    static Money net(DaySales sold) {
        return new Money(sold.currency(), sold.net().toPlainString());
    }

    private static Map<String, Object> pushed(RecentEvent event) {
        Map<String, Object> pushed = new LinkedHashMap<>();
        pushed.put("number", event.number());
        pushed.put("type", event.type());
        pushed.put("at", event.at().toString());
        pushed.put("profile", event.profile().toString());
        event.customer().ifPresent(customer -> pushed.put("customer", customer));
        event.amount().ifPresent(amount -> pushed.put("amount", amount));
        return pushed;
    }
}
