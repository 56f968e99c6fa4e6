package crm.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.platform.page.Chart.Kind;
import crm.platform.page.Chart.Series;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChartTest {

    private static final Series REVENUE = new Series(
            Kind.BAR, "Revenue", Optional.of("EUR"), List.of(new BigDecimal("1234.50"), new BigDecimal("-3")));
    private static final Series ORDERS =
            new Series(Kind.LINE, "Orders", Optional.empty(), List.of(BigDecimal.TEN, BigDecimal.ZERO));

    private static Chart chart(Locale locale) {
        return new Chart(locale, List.of("2026-01-31", "2026-02-01"), List.of(REVENUE, ORDERS));
    }

    @Test
    void drawsMoneyAndCountsOnAxesOfTheirOwn() throws Exception {
        JsonNode json = new ObjectMapper().readTree(chart(Locale.ENGLISH).getJson());
        JsonNode datasets = json.at("/data/datasets");
        assertThat(datasets.at("/0/type").asText()).isEqualTo("bar");
        assertThat(datasets.at("/0/yAxisID").asText()).isEqualTo("money");
        assertThat(datasets.at("/0/currency").asText()).isEqualTo("EUR");
        assertThat(datasets.at("/0/data/0").decimalValue()).isEqualByComparingTo("1234.5");
        assertThat(datasets.at("/1/type").asText()).isEqualTo("line");
        assertThat(datasets.at("/1/yAxisID").asText()).isEqualTo("count");
        assertThat(json.at("/data/labels/1").asText()).isEqualTo("2026-02-01");
    }

    @Test
    void saysItsNumbersInTheLanguageOfThePage() {
        assertThat(chart(Locale.ENGLISH).getRows().get(0).label()).isEqualTo("Jan 31, 2026");
        assertThat(chart(Locale.US).getRows().get(0).values()).containsExactly("€1,234.50", "10");
        assertThat(chart(Locale.SIMPLIFIED_CHINESE).getRows().get(1).label()).isEqualTo("2026年2月1日");
        assertThat(chart(Locale.US).getNames()).containsExactly("Revenue", "Orders");
    }

    @Test
    void isDrawnWhereThereAreNumbers() {
        assertThat(chart(Locale.US).isDrawn()).isTrue();
        assertThat(new Chart(Locale.US, List.of(), List.of()).isDrawn()).isFalse();
        Series nothing = new Series(Kind.BAR, "Orders", Optional.empty(), List.of(new BigDecimal("0.00")));
        assertThat(new Chart(Locale.US, List.of("2026-01"), List.of(nothing)).isDrawn())
                .isFalse();
    }

    @Test
    void nothingInItEndsTheScriptThatItStandsIn() {
        Series evil = new Series(
                Kind.BAR, "</script><script>alert('&\u2028')</script>", Optional.empty(), List.of(BigDecimal.ONE));
        assertThat(new Chart(Locale.US, List.of("<b>"), List.of(evil)).getJson())
                .doesNotContain("<", ">", "&", "'", "\u2028");
    }

    @Test
    void needsAValuePerLabel() {
        assertThatThrownBy(() -> new Chart(Locale.US, List.of("2026-01"), List.of(REVENUE)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
