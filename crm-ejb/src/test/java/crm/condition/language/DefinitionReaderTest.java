package crm.condition.language;

import static crm.condition.language.Samples.definition;
import static crm.condition.language.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionReaderTest {

    private static final Vocabulary KNOWN = Samples.vocabulary();

    private static Reading<Definition> read(JsonNode document) {
        return new DefinitionReader(KNOWN).definition(document);
    }

    private static List<String> problems(JsonNode document) {
        return read(document).problems().stream()
                .map(problem -> problem.pointer() + " " + problem.code())
                .toList();
    }

    private static String count(String more) {
        return "{'event': {'type': 'order.completed', 'measure': 'count', 'window': {'lifetime': true}, " + more + "}}";
    }

    @Test
    void readsADefinition() {
        Reading<Definition> reading = read(
                json("{'key': 'vip', 'name': 'VIP', 'timezone': 'Europe/Berlin', 'where': {'rfm': ['champions']}}"));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.value())
                .contains(new Definition(
                        "vip",
                        "VIP",
                        Optional.empty(),
                        ZoneId.of("Europe/Berlin"),
                        new Condition.Rfm(List.of("champions"))));
        assertThat(read(ConditionJson.of(reading.value().orElseThrow())).value())
                .isEqualTo(reading.value());
    }

    /** Where, what, in which condition: with the definition around it, so pointers begin with /where. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /where                             | missing_field  | {}
            /where/foo                         | unknown_key    | {'foo': 1}
            /where                             | wrong_type     | []
            /where/all                         | wrong_type     | {'all': {}}
            /where/all/1/not                   | wrong_type     | {'all': [{'rfm': ['lost']}, {'not': 3}]}
            /where/any                         | unknown_key    | {'all': [], 'any': []}
            /where/at_least/n                  | out_of_range   | {'at_least': {'n': 2, 'of': [{'rfm': ['lost']}]}}
            /where/at_least/of                 | missing_field  | {'at_least': {'n': 2}}
            /where/trait                       | unknown_value  | {'trait': 'orders', 'op': 'eq', 'value': 1}
            /where/value                       | wrong_type     | {'trait': 'traits.orders', 'op': 'eq', 'value': 'many'}
            /where/value                       | missing_field  | {'trait': 'traits.orders', 'op': 'eq'}
            /where/op                          | missing_field  | {'trait': 'traits.orders', 'value': 1}
            /where/op                          | unknown_value  | {'trait': 'traits.orders', 'op': 'equals', 'value': 1}
            /where/op                          | not_allowed    | {'trait': 'traits.orders', 'op': 'contains', 'value': '1'}
            /where/value                       | not_allowed    | {'trait': 'traits.orders', 'op': 'exists', 'value': 1}
            /where/ref                         | unknown_key    | {'trait': 'traits.orders', 'op': 'eq', 'ref': 'a.b'}
            /where/currency                    | not_allowed    | {'trait': 'traits.orders', 'currency': 'EUR', 'op': 'eq', 'value': 1}
            /where/value                       | wrong_type     | {'trait': 'attributes.birthday', 'op': 'before', 'value': 'soon'}
            /where/value                       | wrong_type     | {'trait': 'attributes.birthday', 'op': 'within_last', 'value': 'P1M'}
            /where/value                       | invalid_pattern | {'trait': 'attributes.name', 'op': 'matches', 'value': '(a'}
            /where/value                       | invalid_pattern | {'trait': 'attributes.name', 'op': 'matches', 'value': '(a)\\\\1'}
            /where/value                       | out_of_range   | {'trait': 'traits.orders', 'op': 'between', 'value': [3, 1]}
            /where/value/1                     | wrong_type     | {'trait': 'traits.orders', 'op': 'in', 'value': [3, true]}
            /where/op                          | unknown_value  | {'identity': 'email', 'op': 'eq'}
            /where/consent/granted             | wrong_type     | {'consent': {'purpose': 'profiling', 'granted': 'yes'}}
            /where/segment                     | unknown_segment | {'segment': 'vipp'}
            /where/segment                     | cycle          | {'segment': 'k'}
            /where/segment                     | cycle          | {'segment': 'other'}
            /where/rfm/0                       | unknown_value  | {'rfm': ['champion']}
            /where/bucket/to                   | out_of_range   | {'bucket': {'salt': 's', 'from': 10, 'to': 10}}
            /where/bucket/to                   | out_of_range   | {'bucket': {'salt': 's', 'from': 0, 'to': 101}}
            /where/recency/which               | missing_field  | {'recency': {'type': 'order.completed', 'op': 'within', 'value': 'P1D'}}
            /where/recency/value               | wrong_type     | {'recency': {'type': 'order.completed', 'which': 'last', 'op': 'within', 'value': '30'}}
            /where/lifecycle/lapse             | out_of_range   | {'lifecycle': {'type': 'order.completed', 'state': 'new', 'active': 'P9D', 'lapse': 'P9D'}}
            /where/lifecycle/state             | unknown_value  | {'lifecycle': {'type': 'order.completed', 'state': 'gone', 'active': 'P9D', 'lapse': 'P10D'}}
            /where/record/kind                 | unknown_value  | {'record': {'kind': 'order', 'op': 'gte', 'value': 1}}
            """)
    void saysWhereAndWhat(String pointer, String code, String where) {
        assertThat(problems(definition(where))).contains(pointer + " " + code);
        assertThat(read(definition(where)).value()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /where/event/property              | not_allowed    | 'property': 'total', 'op': 'gte', 'value': 1
            /where/event/wher                  | unknown_key    | 'wher': [], 'op': 'gte', 'value': 1
            /where/event/value                 | wrong_type     | 'op': 'gte', 'value': 'x'
            /where/event/op                    | not_allowed    | 'op': 'contains', 'value': '1'
            /where/event/currency              | unknown_value  | 'currency': 'XXY', 'op': 'gte', 'value': 1
            /where/event/where/0/op            | missing_field  | 'where': [{'property': 'total'}], 'op': 'gte', 'value': 1
            /where/event/where/0/value         | wrong_type     | 'where': [{'property': 'total', 'op': 'gt', 'value': 'x'}], 'op': 'gte', 'value': 1
            /where/event/where/0/op            | not_allowed    | 'where': [{'property': 'products', 'op': 'eq', 'value': 'x'}], 'op': 'gte', 'value': 1
            /where/event/where/0/ref           | not_allowed    | 'where': [{'property': 'total', 'op': 'gt', 'ref': 'a.total'}], 'op': 'gte', 'value': 1
            """)
    void saysWhatIsWrongWithEvents(String pointer, String code, String more) {
        assertThat(problems(definition(count(more)))).contains(pointer + " " + code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /where/event/window                | missing_field  | {}
            /where/event/window/lasts          | unknown_key    | {'lasts': 'P1D'}
            /where/event/window/last           | out_of_range   | {'last': 'PT0S'}
            /where/event/window/last           | out_of_range   | {'last': 'P99999D'}
            /where/event/window/last           | wrong_type     | {'last': 'P1Y'}
            /where/event/window/between        | out_of_range   | {'between': ['P1D', 'P2D']}
            /where/event/window/until          | out_of_range   | {'since': '2026-01-02', 'until': '2026-01-02'}
            /where/event/window/since          | wrong_type     | {'since': 'P3D'}
            /where/event/window/calendar       | unknown_value  | {'calendar': 'next_week'}
            /where/event/window/lifetime       | unknown_value  | {'lifetime': false}
            /where/event/window/since          | unknown_key    | {'last': 'P1D', 'since': '2026-01-02'}
            """)
    void saysWhatIsWrongWithWindows(String pointer, String code, String window) {
        assertThat(problems(definition(count("'op': 'gte', 'value': 1").replace("{'lifetime': true}", window))))
                .contains(pointer + " " + code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /where/sequence/steps/0/negate     | not_allowed    | [{'type': 'a', 'negate': true}]
            /where/sequence/steps/0/within     | not_allowed    | [{'type': 'a', 'within': 'P1D'}]
            /where/sequence/steps/1/as         | not_allowed    | [{'type': 'a', 'as': 'x'}, {'type': 'b', 'as': 'x'}]
            /where/sequence/steps/1/as         | not_allowed    | [{'type': 'a'}, {'type': 'b', 'as': 'x', 'negate': true}]
            /where/sequence/steps/1/where/0/ref | unknown_step  | [{'type': 'a'}, {'type': 'b', 'where': [{'property': 'p', 'op': 'eq', 'ref': 'x.p'}]}]
            /where/sequence/steps/0/where/0/ref | unknown_step  | [{'type': 'a', 'as': 'x', 'where': [{'property': 'p', 'op': 'eq', 'ref': 'x.p'}]}]
            /where/sequence/steps/1/where/0/ref | wrong_type    | [{'type': 'order.completed', 'as': 'x'}, {'type': 'product.viewed', 'where': [{'property': 'name', 'op': 'eq', 'ref': 'x.total'}]}]
            /where/sequence/steps/1/where/0/op | not_allowed    | [{'type': 'a', 'as': 'x'}, {'type': 'b', 'where': [{'property': 'p', 'op': 'matches', 'ref': 'x.p'}]}]
            /where/sequence/steps              | too_many_steps | [{'type': 'a'}, {'type': 'a'}, {'type': 'a'}, {'type': 'a'}, {'type': 'a'}, {'type': 'a'}, {'type': 'a'}]
            /where/sequence/steps              | out_of_range   | []
            """)
    void saysWhatIsWrongWithSequences(String pointer, String code, String steps) {
        assertThat(problems(definition("{'sequence': {'window': {'lifetime': true}, 'steps': " + steps + "}}")))
                .contains(pointer + " " + code);
    }

    @Test
    void measuresOfNumbersNeedNumbers() {
        String sum =
                "{'event': {'type': 'order.completed', 'measure': 'sum', %s 'window': {'lifetime': true}, 'op': 'gte', 'value': 1}}";

        assertThat(problems(definition(sum.formatted("")))).containsExactly("/where/event/property missing_field");
        assertThat(problems(definition(sum.formatted("'property': 'coupon',"))))
                .containsExactly("/where/event/property wrong_type");
        assertThat(problems(definition(sum.formatted("'property': 'total',")))).isEmpty();
        assertThat(problems(definition(sum.formatted("'property': 'whatever',"))))
                .isEmpty();
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        assertThat(problems(json("{'key': '', 'timezone': 'Mars', 'note': 1, 'where': {'any': [{'rfm': ['x']},"
                        + " {'trait': 'traits.orders', 'op': 'gte', 'value': []}]}}")))
                .containsExactlyInAnyOrder(
                        "/note unknown_key",
                        "/name missing_field",
                        "/key wrong_type",
                        "/timezone unknown_value",
                        "/where/any/0/rfm/0 unknown_value",
                        "/where/any/1/value wrong_type");
    }

    @Test
    void thereAreTenLevelsAndTwoHundredConditions() {
        String leaf = "{'rfm': ['lost']}";
        assertThat(problems(definition("{'not':".repeat(9) + leaf + "}".repeat(9))))
                .isEmpty();
        assertThat(problems(definition("{'not':".repeat(10) + leaf + "}".repeat(10))))
                .containsExactly("/where" + "/not".repeat(10) + " too_deep");
        assertThat(problems(definition("{'not':".repeat(400) + leaf + "}".repeat(400))))
                .hasSize(1);

        assertThat(problems(definition("{'all': [" + (leaf + ",").repeat(198) + leaf + "]}")))
                .isEmpty();
        assertThat(problems(definition("{'all': [" + (leaf + ",").repeat(199) + leaf + "]}")))
                .containsExactly("/where/all/199 too_many_nodes");
    }

    @Test
    void helpsWithWhatIsNearlyRight() {
        assertThat(read(definition("{'rfm': ['champion']}")).problems().get(0).detail())
                .endsWith("did you mean champions?");
        assertThat(read(definition(count("'wher': [], 'op': 'gte', 'value': 1")))
                        .problems()
                        .get(0)
                        .detail())
                .endsWith("did you mean where?");

        Reading<Definition> unknown =
                read(definition(count("'op': 'gte', 'value': 1").replace("order.completed", "order.complete")));
        assertThat(unknown.value()).isPresent();
        assertThat(unknown.hints()).extracting(Problem::pointer).containsExactly("/where/event/type");
        assertThat(unknown.hints().get(0).detail()).endsWith("did you mean order.completed?");

        Reading<Definition> property = read(definition(
                count("'where': [{'property': 'products.categori', 'op': 'exists'}], 'op': 'gte', 'value': 1")));
        assertThat(property.hints().get(0).detail()).endsWith("did you mean products.category?");
    }

    @Test
    void takesAmountsAsTextsOrNumbers() {
        String total = "'where': [{'property': 'total', 'op': 'gte', 'value': %s}], 'op': 'gte', 'value': 1";

        assertThat(read(definition(count(total.formatted("'100.00'")))).value())
                .isPresent()
                .isEqualTo(read(definition(count(total.formatted("100")))).value());
    }

    @Test
    void refusesNumbersThatAreTooLongToAddUp() {
        assertThat(problems(definition("{'trait': 'traits.x', 'op': 'eq', 'value': 1e400}")))
                .isNotEmpty();
        assertThat(problems(json("{'key': 'k', 'name': 'n', 'where': {'trait': 'traits.x', 'op': 'eq', 'value': 1"
                        + "0".repeat(60) + "}}")))
                .containsExactly("/where/value out_of_range");
    }

    @Test
    void knowsWhatSchemasSay() {
        assertThat(KNOWN.events().get("order.completed"))
                .containsEntry("total", ValueType.MONEY)
                .containsEntry("products", ValueType.OBJECT)
                .containsEntry("products.quantity", ValueType.NUMBER)
                .containsEntry("products.category", ValueType.TEXT);
        assertThat(KNOWN.traits())
                .containsEntry("attributes.birthday", ValueType.TIME)
                .containsEntry("attributes.address.country", ValueType.TEXT)
                .containsEntry("traits.total_spend", ValueType.MONEY)
                .doesNotContainKey("attributes.customer_id");
    }
}
