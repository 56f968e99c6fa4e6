package crm.condition.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The written reference is true and whole: its examples are read, and there is one of everything. */
class ReferenceDocumentTest {

    private static final List<String> NODES = List.of(
            "all",
            "any",
            "not",
            "at_least",
            "trait",
            "identity",
            "consent",
            "segment",
            "rfm",
            "bucket",
            "event",
            "recency",
            "lifecycle",
            "sequence",
            "record");

    @Test
    void allExamplesAreReadWithoutAHint() {
        DefinitionReader reader = new DefinitionReader(Samples.vocabulary());
        for (JsonNode definition : ReferenceDocument.definitions()) {
            Reading<Definition> reading = reader.definition(definition);
            assertThat(reading.problems()).as(definition.toString()).isEmpty();
            assertThat(reading.hints()).as(definition.toString()).isEmpty();
        }
    }

    @Test
    void thereIsAnExampleOfEverything() {
        Set<String> words = new TreeSet<>();
        ReferenceDocument.definitions().forEach(definition -> collect(definition, words));

        assertThat(words).containsAll(NODES).contains("ref", "as", "negate", "within", "where", "currency");
        assertThat(words).containsAll(words(Stream.of(Operator.values()).map(Operator::word)));
        assertThat(words).containsAll(words(Stream.of(Measure.values()).map(Measure::word)));
        assertThat(words).containsAll(words(Stream.of(CalendarPeriod.values()).map(CalendarPeriod::word)));
        assertThat(words)
                .containsAll(words(Stream.of(Condition.Stage.values()).map(Condition.Stage::word)))
                .contains(
                        "last",
                        "between",
                        "since",
                        "until",
                        "calendar",
                        "lifetime",
                        "first",
                        "consultation",
                        "fraud_case");
    }

    private static List<String> words(Stream<String> words) {
        return words.toList();
    }

    private static void collect(JsonNode node, Set<String> words) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        words.addAll(names);
        if (node.isTextual()) {
            words.add(node.asText());
        }
        node.forEach(child -> collect(child, words));
    }

    /** Each example is followed by what it says, in the words that the product uses. */
    @Test
    void sentencesAreThoseOfTheProduct() {
        DefinitionReader reader = new DefinitionReader(Samples.vocabulary());
        ConditionWords words = new ConditionWords(java.util.Locale.ENGLISH);
        String text = ReferenceDocument.text();
        for (JsonNode definition : ReferenceDocument.definitions()) {
            String sentence =
                    words.of(reader.definition(definition).value().orElseThrow().where());
            assertThat(text).as(definition.toString()).contains("*" + sentence + "*");
        }
    }
}
