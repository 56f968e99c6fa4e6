package crm.condition.language;

import static crm.condition.language.Samples.definition;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionWordsTest {

    private static String words(Locale locale, String where) {
        Reading<Definition> reading = new DefinitionReader(Samples.vocabulary()).definition(definition(where));
        assertThat(reading.problems()).isEmpty();
        return new ConditionWords(locale).of(reading.value().orElseThrow().where());
    }

    private static String orders(String compared) {
        return "{'event': {'type': 'order.completed', 'measure': 'count', 'window': {'last': 'P30D'}, " + compared
                + "}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'op': 'gte', 'value': 3         | has at least 3 order.completed events in the last 30 days | 最近 30 天内有至少 3 个 order.completed 事件
            'op': 'gte', 'value': 1         | has at least 1 order.completed event in the last 30 days  | 最近 30 天内有至少 1 个 order.completed 事件
            'op': 'eq', 'value': 0          | has no order.completed events in the last 30 days         | 最近 30 天内有 0 个 order.completed 事件
            'op': 'eq', 'value': 1          | has exactly 1 order.completed event in the last 30 days   | 最近 30 天内有恰好 1 个 order.completed 事件
            'op': 'lte', 'value': 2         | has at most 2 order.completed events in the last 30 days  | 最近 30 天内最多有 2 个 order.completed 事件
            'op': 'between', 'value': [2, 4] | has between 2 and 4 order.completed events in the last 30 days | 最近 30 天内的 order.completed 事件数量在 2 到 4 之间
            """)
    void counts(String compared, String english, String chinese) {
        assertThat(words(Locale.ENGLISH, orders(compared))).isEqualTo(english);
        assertThat(words(Locale.SIMPLIFIED_CHINESE, orders(compared))).isEqualTo(chinese);
    }

    @Test
    void putsBracketsWhereTheyMatter() {
        String or = "{'any': [{'rfm': ['lost']}, {'segment': 'vip'}]}";

        assertThat(words(Locale.ENGLISH, "{'all': [" + or + ", {'segment': 'vip'}]}"))
                .isEqualTo("(has the RFM name lost or is in the segment vip) and is in the segment vip");
        assertThat(words(Locale.ENGLISH, "{'all': []}")).isEqualTo("is anybody");
    }

    @Test
    void otherLanguagesGetEnglish() {
        assertThat(words(Locale.FRENCH, "{'segment': 'vip'}")).isEqualTo("is in the segment vip");
        assertThat(words(Locale.TRADITIONAL_CHINESE, "{'segment': 'vip'}")).isEqualTo("属于分群 vip");
    }

    @Test
    void callsTraitsByTheirNames() {
        String where = "{'trait': 'traits.loyalty', 'currency': 'EUR', 'op': 'gte', 'value': 3}";
        Reading<Definition> reading = new DefinitionReader(Samples.vocabulary()).definition(definition(where));
        Condition condition = reading.value().orElseThrow().where();
        Map<String, String> names = Map.of("traits.loyalty", "Loyal {0} spend");
        assertThat(new ConditionWords(Locale.ENGLISH, names).of(condition))
                .isEqualTo("“Loyal {0} spend” (in EUR) is at least 3");
        assertThat(new ConditionWords(Locale.ENGLISH).of(condition)).isEqualTo("traits.loyalty (in EUR) is at least 3");
    }

    @Test
    void saysWhatAMeasureComesTo() {
        Reading<Definition> reading =
                new DefinitionReader(Samples.vocabulary()).definition(definition(orders("'op': 'gte', 'value': 3")));
        Condition.Event measure =
                (Condition.Event) reading.value().orElseThrow().where();
        assertThat(new ConditionWords(Locale.ENGLISH).measure(measure))
                .isEqualTo("the number of order.completed events in the last 30 days");
        assertThat(new ConditionWords(Locale.SIMPLIFIED_CHINESE).measure(measure))
                .contains("order.completed 事件的数量");
    }

    /** Names and values come from outside: braces and apostrophes in them are no patterns. */
    @Test
    void takesNamesAsTheyAre() {
        assertThat(words(Locale.ENGLISH, "{'trait': 'traits.{0}', 'op': 'eq', 'value': '{1,choice}'}"))
                .isEqualTo("traits.{0} is “{1,choice}”");
    }

    @Test
    void bothBundlesHaveTheSameKeys() {
        assertThat(keys(Locale.CHINESE)).isEqualTo(keys(Locale.ROOT)).hasSizeGreaterThan(90);
    }

    private static Set<String> keys(Locale locale) {
        return new TreeSet<>(java.util.ResourceBundle.getBundle("crm.condition.language.words", locale)
                .keySet());
    }

    /** Of all examples of the reference, and no pattern is left unfilled in any of them. */
    @Test
    void hasWordsForEverything() {
        DefinitionReader reader = new DefinitionReader(Samples.vocabulary());
        ReferenceDocument.definitions().forEach(json -> {
            Condition condition = reader.definition(json).value().orElseThrow().where();
            for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.CHINESE}) {
                assertThat(new ConditionWords(locale).of(condition))
                        .isNotBlank()
                        .doesNotContainPattern("\\{[0-4][,}]");
            }
        });
    }
}
