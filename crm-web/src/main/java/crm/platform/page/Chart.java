package crm.platform.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Numbers to be drawn by {@code <crm:chart>}: as bars and lines, and as a table for who cannot see or wants to copy them.
 * Colours and the language of the axes come in the browser, {@code static/charts.js}.
 *
 * @param locale of the page
 * @param labels along the bottom, in their order: days as {@code 2026-01-31}, months as {@code 2026-01}, else words
 * @param series each with a value per label
 */
public record Chart(Locale locale, List<String> labels, List<Series> series) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DAY = 10;
    private static final int MONTH = 7;

    static {
        JSON.getFactory().setCharacterEscapes(new InScripts());
    }

    public Chart {
        labels = List.copyOf(labels);
        series = List.copyOf(series);
        int points = labels.size();
        if (series.stream().anyMatch(one -> one.values().size() != points)) {
            throw new IllegalArgumentException("a value per label");
        }
    }

    /** How a series is drawn. */
    public enum Kind {
        BAR,
        LINE
    }

    /**
     * Numbers of one kind.
     *
     * @param name as people read it
     * @param currency of amounts of money; those and plain numbers have an axis each
     */
    public record Series(Kind kind, String name, Optional<String> currency, List<BigDecimal> values) {

        public Series {
            values = List.copyOf(values);
        }
    }

    /** A row of the table. */
    public record Row(String label, List<String> values) {}

    /** Whether there is something to draw: a number other than zero. */
    public boolean isDrawn() {
        return series.stream().flatMap(one -> one.values().stream()).anyMatch(value -> value.signum() != 0);
    }

    public List<String> getNames() {
        return series.stream().map(Series::name).toList();
    }

    public List<Row> getRows() {
        return IntStream.range(0, labels.size()).mapToObj(this::row).toList();
    }

    private Row row(int at) {
        return new Row(
                inWords(labels.get(at)),
                series.stream().map(one -> inWords(one, one.values().get(at))).toList());
    }

    private String inWords(String label) {
        try {
            if (label.length() == DAY) {
                return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .format(LocalDate.parse(label));
            }
            return label.length() == MONTH
                    ? DateTimeFormatter.ofPattern("LLL yyyy", locale).format(YearMonth.parse(label))
                    : label;
        } catch (DateTimeException e) {
            return label;
        }
    }

    private String inWords(Series one, BigDecimal value) {
        NumberFormat format = one.currency().isPresent()
                ? NumberFormat.getCurrencyInstance(locale)
                : NumberFormat.getNumberInstance(locale);
        one.currency().map(Currency::getInstance).ifPresent(currency -> {
            format.setCurrency(currency);
            format.setMinimumFractionDigits(Math.max(0, currency.getDefaultFractionDigits()));
            format.setMaximumFractionDigits(Math.max(format.getMinimumFractionDigits(), value.scale()));
        });
        return format.format(value);
    }

    /** What Chart.js draws, as PrimeFaces writes it into its script. */
    public String getJson() {
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("type", "bar");
        chart.put("data", Map.of("labels", labels, "datasets", datasets()));
        chart.put("options", Map.of());
        try {
            return JSON.writeValueAsString(chart);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a chart", e);
        }
    }

    private List<Map<String, Object>> datasets() {
        List<Map<String, Object>> datasets = new ArrayList<>();
        for (Series one : series) {
            Map<String, Object> dataset = new LinkedHashMap<>();
            dataset.put("type", one.kind() == Kind.BAR ? "bar" : "line");
            dataset.put("label", one.name());
            dataset.put("data", one.values());
            one.currency().ifPresent(currency -> dataset.put("currency", currency));
            dataset.put("yAxisID", one.currency().isPresent() ? "money" : "count");
            datasets.add(dataset);
        }
        return datasets;
    }

    /** The JSON stands in a script: nothing in it may end that. */
    private static final class InScripts extends CharacterEscapes {

        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
            for (char sign : new char[] {'<', '>', '&', '\''}) {
                codes[sign] = CharacterEscapes.ESCAPE_STANDARD;
            }
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int sign) {
            return sign == 0x2028 || sign == 0x2029 ? new SerializedString(String.format("\\u%04x", sign)) : null;
        }
    }
}
