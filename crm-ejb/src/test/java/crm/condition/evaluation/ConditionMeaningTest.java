package crm.condition.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.condition.evaluation.PlainOracle.Happening;
import crm.condition.language.Condition;
import crm.condition.language.DefinitionReader;
import crm.condition.language.Reading;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the contract says of conditions, sentence by sentence, and mistakes that there were once. */
class ConditionMeaningTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Happening> happenings = new ArrayList<>();
    private ZoneId zone = ZoneId.of("UTC");

    private void event(String time, String type, String data) {
        event(time, "s", "id-" + happenings.size(), type, data);
    }

    private void event(String time, String source, String id, String type, String data) {
        happenings.add(new Happening(Instant.parse(time), source, id, type, json(data)));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Verdict verdict(String where, String at) {
        Reading<Condition> reading = new DefinitionReader(RandomCase.VOCABULARY).condition(json(where), "");
        assertThat(reading.problems()).isEmpty();
        ConditionSet set = ConditionSet.builder()
                .add("it", reading.value().orElseThrow(), zone)
                .build();
        HappeningHistory history = new HappeningHistory(set.dependencies());
        happenings.forEach(history::add);
        return new Evaluation(set).about(history).evaluate(set.find("it").orElseThrow(), Micros.of(Instant.parse(at)));
    }

    private boolean holds(String where, String at) {
        return verdict(where, at).member();
    }

    private String until(String where, String at) {
        return verdict(where, at).validUntil().map(Instant::toString).orElse("never");
    }

    private static String count(String type, String where, String window, String compared) {
        return "{'event': {'type': '%s', 'measure': 'count', 'where': [%s], 'window': %s, %s}}"
                .formatted(type, where, window, compared);
    }

    @Test
    void aWindowIsOpenWhereItBeginsAndHoldsWhatIsAtTheInstant() {
        event("2026-01-01T00:00:00Z", "game.played", "{}");
        String one = count("game.played", "", "{'last': 'P1D'}", "'op': 'gte', 'value': 1");

        assertThat(holds(one, "2025-12-31T23:59:59.999999Z")).isFalse();
        assertThat(holds(one, "2026-01-01T00:00:00Z")).isTrue();
        assertThat(holds(one, "2026-01-01T23:59:59.999999Z")).isTrue();
        assertThat(holds(one, "2026-01-02T00:00:00Z")).isFalse();
        assertThat(until(one, "2025-12-01T00:00:00Z")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(until(one, "2026-01-01T00:00:00Z")).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(until(one, "2026-01-02T00:00:00Z")).isEqualTo("never");
    }

    @Test
    void noneCountsAsZeroButNobodyIsInBeforeTheFirstEvent() {
        event("2026-01-01T00:00:00Z", "game.played", "{}");
        String none = count("order.completed", "", "{'lifetime': true}", "'op': 'lte', 'value': 3");

        assertThat(holds(none, "2025-12-31T00:00:00Z")).isFalse();
        assertThat(until(none, "2025-12-31T00:00:00Z")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(holds(none, "2026-01-01T00:00:00Z")).isTrue();
        assertThat(holds("{'not': %s}".formatted(none), "2025-12-31T00:00:00Z")).isFalse();
    }

    @Test
    void oneElementMeetsAllItemsButANegativeOneIsAskedOfEach() {
        event(
                "2026-01-01T00:00:00Z",
                "order.completed",
                "{'products': [{'category': 'a', 'quantity': 1}, {'category': 'b', 'quantity': 3}]}");
        String both = "{'property': 'products.category', 'op': 'eq', 'value': '%s'},"
                + " {'property': 'products.quantity', 'op': 'gte', 'value': 2}";
        String not = "{'property': 'products.category', 'op': 'neq', 'value': '%s'}";
        String some = "'op': 'gte', 'value': 1";

        assertThat(holds(
                        count("order.completed", both.formatted("a"), "{'lifetime': true}", some),
                        "2026-01-02T00:00:00Z"))
                .isFalse();
        assertThat(holds(
                        count("order.completed", both.formatted("b"), "{'lifetime': true}", some),
                        "2026-01-02T00:00:00Z"))
                .isTrue();
        assertThat(holds(
                        count("order.completed", not.formatted("a"), "{'lifetime': true}", some),
                        "2026-01-02T00:00:00Z"))
                .isFalse();
        assertThat(holds(
                        count("order.completed", not.formatted("c"), "{'lifetime': true}", some),
                        "2026-01-02T00:00:00Z"))
                .isTrue();
    }

    @Test
    void aNegatedStepBecomesTrueAtItsInstant() {
        event("2026-01-01T00:00:00Z", "product.viewed", "{}");
        String left = "{'sequence': {'window': {'last': 'P7D'}, 'steps': [{'type': 'product.viewed'},"
                + " {'type': 'order.completed', 'negate': true, 'within': 'P1D'}]}}";

        assertThat(holds(left, "2026-01-01T23:59:59.999999Z")).isFalse();
        assertThat(until(left, "2026-01-01T00:00:00Z")).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(holds(left, "2026-01-02T00:00:00Z")).isTrue();
        assertThat(until(left, "2026-01-02T00:00:00Z")).isEqualTo("2026-01-08T00:00:00Z");

        event("2026-01-02T00:00:00Z", "order.completed", "{}");
        assertThat(holds(left, "2026-01-02T00:00:00Z")).isFalse();
    }

    @Test
    void stepsAreLaterInTimeSourceAndId() {
        event("2026-01-01T00:00:00Z", "a", "2", "product.viewed", "{}");
        event("2026-01-01T00:00:00Z", "a", "3", "order.completed", "{}");
        event("2026-01-01T00:00:00Z", "a", "1", "game.played", "{}");
        String then = "{'sequence': {'window': {'lifetime': true}, 'steps': [{'type': '%s'}, {'type': '%s'}]}}";

        assertThat(holds(then.formatted("product.viewed", "order.completed"), "2026-01-01T00:00:00Z"))
                .isTrue();
        assertThat(holds(then.formatted("order.completed", "product.viewed"), "2026-01-01T00:00:00Z"))
                .isFalse();
        assertThat(holds(then.formatted("game.played", "product.viewed"), "2026-01-01T00:00:00Z"))
                .isTrue();
    }

    @Test
    void aStepRefersToAnEarlierOne() {
        event("2026-01-01T00:00:00Z", "product.viewed", "{'category': 'a'}");
        event("2026-01-02T00:00:00Z", "product.viewed", "{'category': 'b'}");
        event("2026-01-03T00:00:00Z", "order.completed", "{'products': [{'category': 'x'}, {'category': 'a'}]}");
        String bought =
                "{'sequence': {'window': {'lifetime': true}, 'steps': [{'as': 'seen', 'type': 'product.viewed', 'where':"
                        + " [{'property': 'category', 'op': 'eq', 'value': '%s'}]}, {'type': 'order.completed', 'where':"
                        + " [{'property': 'products.category', 'op': 'eq', 'ref': 'seen.category'}]}]}}";

        assertThat(holds(bought.formatted("a"), "2026-01-03T00:00:00Z")).isTrue();
        assertThat(holds(bought.formatted("b"), "2026-01-03T00:00:00Z")).isFalse();
    }

    @Test
    void emptyAveragesAreMissingEmptySumsAreNothing() {
        event("2026-01-01T00:00:00Z", "game.played", "{}");
        String of =
                "{'event': {'type': 'game.played', 'measure': '%s', 'property': 'score', 'window': {'lifetime': true}, %s}}";

        assertThat(holds(of.formatted("sum", "'op': 'eq', 'value': 0"), "2026-01-01T00:00:00Z"))
                .isTrue();
        assertThat(holds(of.formatted("avg", "'op': 'lt', 'value': 5"), "2026-01-01T00:00:00Z"))
                .isFalse();
        assertThat(holds(of.formatted("avg", "'op': 'neq', 'value': 5"), "2026-01-01T00:00:00Z"))
                .isTrue();
        assertThat(holds(of.formatted("max", "'op': 'not_exists'"), "2026-01-01T00:00:00Z"))
                .isTrue();
        assertThat(holds(of.formatted("distinct", "'op': 'lte', 'value': 0"), "2026-01-01T00:00:00Z"))
                .isTrue();
    }

    @Test
    void amountsAreOfOneCurrency() {
        event("2026-01-01T00:00:00Z", "order.completed", "{'total': '60', 'currency': 'EUR'}");
        event("2026-01-01T00:00:00Z", "order.completed", "{'total': 50, 'currency': 'GBP'}");
        String sum = "{'event': {'type': 'order.completed', 'measure': 'sum', 'property': 'total', %s"
                + " 'window': {'lifetime': true}, 'op': '%s', 'value': %s}}";

        assertThat(holds(sum.formatted("'currency': 'GBP',", "eq", "'50.00'"), "2026-01-01T00:00:00Z"))
                .isTrue();
        assertThat(holds(sum.formatted("", "gte", "110"), "2026-01-01T00:00:00Z"))
                .isFalse();
        assertThat(holds(sum.formatted("", "eq", "60"), "2026-01-01T00:00:00Z")).isTrue();
        assertThat(holds(sum.formatted("", "neq", "60"), "2026-01-01T00:00:00Z"))
                .isFalse();
    }

    /** The oracle took {@code null} in a list for a value; nothing is one, wherever it stands. */
    @Test
    void nothingIsNoValueNeitherInAList() {
        event("2026-01-01T00:00:00Z", "game.played", "{'tags': [null], 'score': null}");
        String exists = "{'property': '%s', 'op': '%s'}";
        String some = "'op': 'gte', 'value': 1";

        for (String property : List.of("tags", "score", "won")) {
            assertThat(holds(
                            count("game.played", exists.formatted(property, "exists"), "{'lifetime': true}", some),
                            "2026-01-01T00:00:00Z"))
                    .isFalse();
            assertThat(holds(
                            count("game.played", exists.formatted(property, "not_exists"), "{'lifetime': true}", some),
                            "2026-01-01T00:00:00Z"))
                    .isTrue();
        }
    }

    /** The greatest amount of one currency was looked for among those of the other. */
    @Test
    void theGreatestAmountIsOneOfItsCurrency() {
        event("2026-01-01T00:00:00Z", "order.completed", "{'total': '5', 'currency': 'EUR'}");
        event("2026-01-02T00:00:00Z", "order.completed", "{'total': '7', 'currency': 'GBP'}");
        event("2026-01-03T00:00:00Z", "order.completed", "{'currency': 'EUR'}");
        String five = "{'event': {'type': 'order.completed', 'measure': 'max', 'property': 'total', 'window':"
                + " {'lifetime': true}, 'op': 'eq', 'value': 5}}";

        assertThat(holds(five, "2026-01-03T00:00:00Z")).isTrue();
        assertThat(until(five, "2026-01-01T00:00:00Z")).isEqualTo("never");
    }

    /** It was looked for a change for ever, and a far-off year told as one. */
    @Test
    void whatRecursEachYearIsAskedAgainSomeDayAndSoon() {
        event("2026-01-01T00:00:00Z", "game.played", "{'due': '2020-06-01'}");
        String never = count(
                "game.played",
                "{'property': 'due', 'op': 'anniversary_within', 'value': 'P1D'}, {'property': 'score', 'op': 'exists'}",
                "{'lifetime': true}",
                "'op': 'gte', 'value': 1");

        assertThat(verdict(never, "2026-01-01T00:00:00Z").validUntil())
                .hasValueSatisfying(later -> assertThat(later).isAfter("2028-01-01T00:00:00Z"));
    }

    @Test
    void daysAreThoseOfTheZone() {
        zone = ZoneId.of("Europe/Berlin");
        event("2026-03-28T22:30:00Z", "game.played", "{}");
        event("2026-03-29T21:59:59Z", "game.played", "{}");
        String today = count("game.played", "", "{'calendar': 'today'}", "'op': 'gte', 'value': 1");

        // The clocks are put forward in the night: this day has 23 hours.
        assertThat(holds(today, "2026-03-28T22:59:59Z")).isTrue();
        assertThat(until(today, "2026-03-28T22:30:00Z")).isEqualTo("2026-03-28T23:00:00Z");
        assertThat(until(today, "2026-03-29T21:59:59Z")).isEqualTo("2026-03-29T22:00:00Z");
    }

    @Test
    void changesOfPartsThatDoNotMatterAreNotTold() {
        event("2026-01-01T00:00:00Z", "game.played", "{}");
        String both = "{'all': [%s, %s]}"
                .formatted(
                        count("game.played", "", "{'last': 'P1D'}", "'op': 'gte', 'value': 1"),
                        count("game.played", "", "{'last': 'P3D'}", "'op': 'eq', 'value': 0"));

        assertThat(verdict(both, "2026-01-01T00:00:00Z")).isEqualTo(new Verdict(false, Micros.NEVER));
    }

    @Test
    void explainsWithValuesAndEvents() {
        event("2026-01-01T00:00:00Z", "game.played", "{'score': 5}");
        event("2026-01-02T00:00:00Z", "game.played", "{'score': 7}");
        ConditionSet set = ConditionSet.builder()
                .add(
                        "it",
                        new DefinitionReader(RandomCase.VOCABULARY)
                                .condition(
                                        json(
                                                "{'not': {'event': {'type': 'game.played', 'measure': 'sum', 'property': 'score',"
                                                        + " 'window': {'last': 'P2D'}, 'op': 'gt', 'value': 12}}}"),
                                        "")
                                .value()
                                .orElseThrow(),
                        zone)
                .build();
        HappeningHistory history = new HappeningHistory(set.dependencies());
        happenings.forEach(history::add);

        Explanation why = new Evaluation(set)
                .about(history)
                .explain(set.find("it").orElseThrow(), Micros.of(Instant.parse("2026-01-02T12:00:00Z")));

        assertThat(why.verdict().member()).isTrue();
        Explanation sum = why.parts().get(0);
        assertThat(sum.pointer()).isEqualTo("/not");
        assertThat(sum.verdict()).isEqualTo(new Verdict(false, Micros.NEVER));
        assertThat(sum.evidence()).extracting(Evidence::name).containsExactly("sum", "event", "event");
        assertThat(sum.evidence().get(0).value()).contains("12");
        assertThat(sum.evidence().get(2).id()).contains("id-1");
        assertThat(sum.evidence().get(0).type()).isEmpty();
        assertThat(sum.evidence().get(2).type()).isPresent();
    }
}
