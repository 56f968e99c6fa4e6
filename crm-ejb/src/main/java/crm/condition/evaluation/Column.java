package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.Decimals;
import crm.condition.language.PropertyPath;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;

/** What one property says of each event of a selection. */
final class Column {

    private final Selection selection;
    private final BigDecimal[] sums;
    private final int[] counts;
    private final BigDecimal[] lows;
    private final BigDecimal[] highs;

    private Column(Selection selection) {
        this.selection = selection;
        this.sums = new BigDecimal[selection.size()];
        this.counts = new int[selection.size()];
        this.lows = new BigDecimal[selection.size()];
        this.highs = new BigDecimal[selection.size()];
    }

    /** Its numbers; what is none is left out. */
    static Column ofNumbers(Selection selection, PropertyPath path) {
        Column column = new Column(selection);
        for (int i = 0; i < selection.size(); i++) {
            int index = i;
            column.sums[i] = BigDecimal.ZERO;
            Values.each(selection.data(i), path, value -> column.add(index, value));
        }
        return column;
    }

    private void add(int index, JsonNode value) {
        Decimals.of(value).ifPresent(number -> {
            sums[index] = sums[index].add(number);
            lows[index] = counts[index] == 0 ? number : lows[index].min(number);
            highs[index] = counts[index] == 0 ? number : highs[index].max(number);
            counts[index]++;
        });
    }

    BigDecimal sum(int index) {
        return sums[index];
    }

    int count(int index) {
        return counts[index];
    }

    /** Only if there are any. */
    BigDecimal low(int index) {
        return lows[index];
    }

    /** Only if there are any. */
    BigDecimal high(int index) {
        return highs[index];
    }

    int size() {
        return selection.size();
    }

    /** The different values of each event: texts, numbers by their value, flags. */
    static Set<?>[] values(Selection selection, PropertyPath path) {
        Set<?>[] all = new Set<?>[selection.size()];
        for (int i = 0; i < all.length; i++) {
            Set<Object> values = new HashSet<>();
            Values.each(selection.data(i), path, value -> {
                if (value.isBoolean()) {
                    values.add(value.booleanValue());
                } else {
                    Values.text(value).ifPresent(values::add);
                }
            });
            all[i] = values;
        }
        return all;
    }

    /** The day of each event. */
    static Set<?>[] days(Selection selection, ZoneId zone) {
        Set<?>[] all = new Set<?>[selection.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = Set.of(Micros.day(selection.time(i), zone));
        }
        return all;
    }

    /** The currency of each event, empty where it says none. */
    static String[] currencies(Selection selection) {
        String[] all = new String[selection.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = selection.data(i).path("currency").asText("");
        }
        return all;
    }
}
