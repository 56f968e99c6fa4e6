package crm.home.page;

import crm.platform.page.Chart;
import crm.platform.page.Chart.Kind;
import crm.platform.page.Chart.Series;
import crm.profile.entity.DaySales;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Revenue and orders day by day.
 *
 * @param from first day
 * @param to last day
 */
record SalesChart(LocalDate from, LocalDate to, List<DaySales> sales) {

    /** Currencies in which something was sold, the one with the most orders first. */
    List<String> currencies() {
        Map<String, Long> orders = sales.stream()
                .collect(Collectors.groupingBy(DaySales::currency, Collectors.summingLong(DaySales::orders)));
        return orders.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    Chart in(String currency, ResourceBundle texts, Locale locale) {
        List<LocalDate> days = from.datesUntil(to.plusDays(1)).toList();
        Map<LocalDate, DaySales> byDay = sales.stream()
                .filter(sold -> sold.currency().equals(currency))
                .collect(Collectors.toMap(DaySales::day, Function.identity()));
        List<BigDecimal> revenue = days.stream()
                .map(day -> byDay.containsKey(day) ? byDay.get(day).net() : BigDecimal.ZERO)
                .toList();
        List<BigDecimal> orders = days.stream()
                .map(day -> BigDecimal.valueOf(
                        byDay.containsKey(day) ? byDay.get(day).orders() : 0))
                .toList();
        return new Chart(
                locale,
                days.stream().map(LocalDate::toString).toList(),
                List.of(
                        new Series(Kind.BAR, texts.getString("home.revenue"), Optional.of(currency), revenue),
                        new Series(Kind.LINE, texts.getString("home.orders"), Optional.empty(), orders)));
    }
}
