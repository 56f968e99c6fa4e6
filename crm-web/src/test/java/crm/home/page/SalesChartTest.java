package crm.home.page;

import static org.assertj.core.api.Assertions.assertThat;

import crm.platform.page.Chart;
import crm.profile.entity.DaySales;
import crm.profile.entity.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class SalesChartTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("crm.platform.page.texts", Locale.ENGLISH);

    private static DaySales sold(String day, String currency, int orders, String net) {
        return new DaySales(LocalDate.parse(day), currency, orders, new BigDecimal(net));
    }

    private final SalesChart sales = new SalesChart(
            LocalDate.parse("2026-02-26"),
            TODAY,
            List.of(
                    sold("2026-02-26", "EUR", 2, "20.50"),
                    sold("2026-02-28", "EUR", 1, "-3"),
                    sold("2026-02-28", "USD", 9, "9")));

    @Test
    void beginsWithTheCurrencyOfTheMostOrders() {
        assertThat(sales.currencies()).containsExactly("USD", "EUR");
    }

    @Test
    void hasEveryDayAlsoThoseWithoutAnOrder() {
        Chart chart = sales.in("EUR", TEXTS, Locale.US);
        assertThat(chart.labels()).containsExactly("2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01");
        assertThat(chart.getNames()).containsExactly("Revenue", "Orders");
        assertThat(chart.getRows().get(0).values()).containsExactly("€20.50", "2");
        assertThat(chart.getRows().get(1).values()).containsExactly("€0.00", "0");
        assertThat(chart.getRows().get(2).values()).containsExactly("-€3.00", "1");
    }

    @Test
    void ofTodayNothingIsANumberToo() {
        Business business = new Business(TODAY, sales.sales(), List.of(), 4);
        assertThat(business.on(TODAY, "EUR").orders()).isZero();
        assertThat(business.pushed().get("today").toString()).contains("EUR", "USD", "orders=0");
    }

    @Test
    void saysFiguresInTheLanguageOfThePage() {
        Words english = new Words(TEXTS, Locale.ENGLISH);
        assertThat(english.number(3254)).isEqualTo("3,254");
        assertThat(english.number(3.44)).isEqualTo("3.4");
        assertThat(english.duration(0.25)).isEqualTo("250 ms");
        assertThat(english.duration(2.24)).isEqualTo("2.2 sec");
        assertThat(english.duration(7200)).isEqualTo("120 min");
        assertThat(english.money(new Money("EUR", "1234.5"))).isEqualTo("€1,234.50");
        assertThat(english.money(new Money("ISK", "1500"))).isEqualTo("ISK\u00a01,500");
        assertThat(english.time(Instant.parse("2026-03-01T14:05:06Z"), TODAY)).isEqualTo("14:05:06");
        assertThat(english.time(Instant.parse("2026-02-01T14:05:06Z"), TODAY)).isEqualTo("Feb 1, 2026");
        assertThat(english.event("order.completed")).isEqualTo("Order completed");
        assertThat(english.event("something.else")).isEqualTo("something.else");
        ResourceBundle chinese = ResourceBundle.getBundle("crm.platform.page.texts", Locale.SIMPLIFIED_CHINESE);
        assertThat(new Words(chinese, Locale.SIMPLIFIED_CHINESE).duration(2)).isEqualTo("2秒");
    }
}
