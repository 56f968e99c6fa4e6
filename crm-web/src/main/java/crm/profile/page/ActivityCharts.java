package crm.profile.page;

import crm.platform.page.Chart;
import crm.platform.page.Chart.Kind;
import crm.platform.page.Chart.Series;
import crm.profile.entity.Activity;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a customer was worth and did, drawn. */
final class ActivityCharts {

    private final Activity activity;
    private final Wording wording;
    private final Locale locale;

    ActivityCharts(Activity activity, Wording wording, Locale locale) {
        this.activity = activity;
        this.wording = wording;
        this.locale = locale;
    }

    Chart spend() {
        List<Series> series = new ArrayList<>();
        activity.spend()
                .forEach((currency, values) -> series.add(new Series(
                        activity.spend().firstKey().equals(currency) ? Kind.BAR : Kind.LINE,
                        currency,
                        Optional.of(currency),
                        values)));
        return new Chart(locale, months(), series);
    }

    Chart events() {
        List<BigDecimal> counts =
                activity.events().stream().map(BigDecimal::valueOf).toList();
        return new Chart(
                locale, months(), List.of(new Series(Kind.BAR, wording.say("chart.events"), Optional.empty(), counts)));
    }

    private List<String> months() {
        return activity.months().stream().map(YearMonth::toString).toList();
    }
}
