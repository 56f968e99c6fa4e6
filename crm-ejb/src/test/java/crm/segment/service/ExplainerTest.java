package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.condition.evaluation.Evidence;
import crm.condition.evaluation.Explanation;
import crm.condition.evaluation.Micros;
import crm.condition.evaluation.Verdict;
import crm.condition.language.Condition;
import crm.condition.language.ConditionWords;
import crm.condition.language.DefinitionReader;
import crm.segment.entity.ExplainedPart;
import crm.segment.entity.MembershipExplanation.Change;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExplainerTest {

    private static final Explainer PLAIN = new Explainer(new ConditionWords(Locale.ENGLISH), true);
    private static final Explainer MASKED = new Explainer(new ConditionWords(Locale.ENGLISH), false);

    private static Condition condition(String json) {
        return new DefinitionReader(Words.VOCABULARY)
                .condition(Words.json(json.replace('\'', '"')), "")
                .value()
                .orElseThrow();
    }

    private static Explanation leaf(String pointer, boolean member, String name, String value) {
        return new Explanation(
                pointer,
                condition("{'rfm': ['lost']}"),
                new Verdict(member, Micros.NEVER),
                List.of(new Evidence(
                        name,
                        Optional.of(value),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
                List.of());
    }

    private static Explanation of(String json, boolean member, Explanation... parts) {
        return new Explanation("", condition(json), new Verdict(member, Micros.NEVER), List.of(), List.of(parts));
    }

    private static List<List<String>> changes(Explanation whole) {
        return PLAIN.changes(whole).stream()
                .map(way -> way.stream().map(Change::pointer).toList())
                .toList();
    }

    private static Explanation yes(String pointer) {
        return leaf(pointer, true, "rfm", "lost");
    }

    private static Explanation no(String pointer) {
        return leaf(pointer, false, "rfm", "loyal");
    }

    private static final String THREE = "[{'rfm': ['lost']}, {'rfm': ['lost']}, {'rfm': ['lost']}]";

    @Test
    void oneOfSeveralIsEnoughOrAllAreNeeded() {
        assertThat(changes(of("{'all': " + THREE + "}", true, yes("/a"), yes("/b"), yes("/c"))))
                .containsExactly(List.of("/a"), List.of("/b"), List.of("/c"));
        assertThat(changes(of("{'all': " + THREE + "}", false, no("/a"), yes("/b"), no("/c"))))
                .containsExactly(List.of("/a", "/c"));
        assertThat(changes(of("{'any': " + THREE + "}", true, yes("/a"), no("/b"), yes("/c"))))
                .containsExactly(List.of("/a", "/c"));
        assertThat(changes(of("{'any': " + THREE + "}", false, no("/a"), no("/b"), no("/c"))))
                .containsExactly(List.of("/a"), List.of("/b"), List.of("/c"));
    }

    @Test
    void ofAtLeastSoManyAreNeededAsAreMissing() {
        assertThat(changes(of("{'at_least': {'n': 2, 'of': " + THREE + "}}", false, yes("/a"), no("/b"), no("/c"))))
                .containsExactly(List.of("/b"), List.of("/c"));
        assertThat(changes(of("{'at_least': {'n': 2, 'of': " + THREE + "}}", true, yes("/a"), yes("/b"), yes("/c"))))
                .containsExactly(List.of("/a", "/b"), List.of("/a", "/c"), List.of("/b", "/c"));
    }

    @Test
    void manyChoicesAreNotAllTried() {
        String parts = String.join(", ", Collections.nCopies(180, "{'rfm': ['lost']}"));
        Explanation[] below = IntStream.range(0, 180).mapToObj(i -> no("/" + i)).toArray(Explanation[]::new);
        List<List<String>> ways = changes(of("{'at_least': {'n': 90, 'of': [" + parts + "]}}", false, below));
        assertThat(ways).hasSize(5).allMatch(way -> way.size() == 90);
    }

    @Test
    void nothingChangesWhatIsSoForEverybody() {
        assertThat(changes(of("{'all': []}", true))).isEmpty();
        assertThat(changes(of("{'any': []}", false))).isEmpty();
    }

    @Test
    void personalValuesAreMaskedWhereverTheyAre() {
        assertThat(value(MASKED, "attributes.email", "ada@example.org")).isEqualTo("a***@e***");
        assertThat(value(PLAIN, "attributes.email", "ada@example.org")).isEqualTo("ada@example.org");
        assertThat(value(MASKED, "attributes.address.street", "St James's Square"))
                .isEqualTo("***");
        assertThat(value(MASKED, "attributes.address", "{\"street\":\"St James's Square\",\"country\":\"UK\"}"))
                .contains("UK")
                .doesNotContain("James");
        assertThat(value(MASKED, "attributes.address.country", "UK")).isEqualTo("UK");
        assertThat(value(MASKED, "traits.orders", "3")).isEqualTo("3");
        assertThat(value(MASKED, "count", "3")).isEqualTo("3");
        assertThat(value(MASKED, "identity.email", "true")).isEqualTo("true");
    }

    private static String value(Explainer explainer, String name, String value) {
        ExplainedPart.Item item =
                explainer.evidence(leaf("", true, name, value)).get(0);
        return item.value().orElseThrow();
    }
}
