package crm.condition.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraitReaderTest {

    private static final Vocabulary VOCABULARY = new Vocabulary(
            Map.of("order.completed", Map.of("total", ValueType.MONEY, "currency", ValueType.TEXT)),
            Map.of(),
            Map.of());

    private static Reading<Definition> read(String document) throws JsonProcessingException {
        return new TraitReader(VOCABULARY).trait(new ObjectMapper().readTree(document));
    }

    private static String trait(String key, String event) {
        return "{\"key\": \"%s\", \"name\": \"N\", \"event\": %s}".formatted(key, event);
    }

    @Test
    void takesAMeasure() throws JsonProcessingException {
        Definition trait = read(trait(
                        "spent_30d",
                        "{\"type\": \"order.completed\", \"measure\": \"sum\", \"property\": \"total\", \"currency\": \"GBP\", \"window\": {\"last\": \"P30D\"}}"))
                .value()
                .orElseThrow();
        assertThat(trait.key()).isEqualTo("spent_30d");
        Condition.Event measure = (Condition.Event) trait.where();
        assertThat(measure.measure()).isEqualTo(Measure.SUM);
        assertThat(measure.currency()).contains("GBP");
    }

    @Test
    void saysWhatIsWrongAndWhere() throws JsonProcessingException {
        assertThat(read(trait(
                                "orders",
                                "{\"type\": \"order.completed\", \"measure\": \"sum\", \"property\": \"total\", \"window\": {\"last\": \"P30X\"}, \"op\": \"gte\", \"value\": 2}"))
                        .problems())
                .extracting(Problem::pointer, Problem::code)
                .contains(
                        tuple("/key", "not_allowed"),
                        tuple("/event/op", "unknown_key"),
                        tuple("/event/value", "unknown_key"),
                        tuple("/event/window/last", "wrong_type"));
    }

    @Test
    void amountsNeedACurrency() throws JsonProcessingException {
        assertThat(read(trait(
                                "spent",
                                "{\"type\": \"order.completed\", \"measure\": \"sum\", \"property\": \"total\", \"window\": {\"lifetime\": true}}"))
                        .problems())
                .extracting(Problem::pointer, Problem::code)
                .containsExactly(tuple("/event/currency", "missing_field"));
    }

    @Test
    void namesOfComputedTraitsAreTaken() throws JsonProcessingException {
        String count = "{\"type\": \"page.viewed\", \"measure\": \"count\", \"window\": {\"lifetime\": true}}";
        for (String taken : new String[] {"rfm", "clv", "total_spend", "first_seen_at"}) {
            assertThat(read(trait(taken, count)).problems())
                    .extracting(Problem::pointer)
                    .containsExactly("/key");
        }
        assertThat(read(trait("rfm_of_mine", count)).value()).isPresent();
        assertThat(read(trait("Pages", count)).problems())
                .extracting(Problem::code)
                .containsExactly("wrong_type");
    }
}
