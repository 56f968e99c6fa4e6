package crm.condition.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.condition.language.Condition;
import crm.condition.language.DefinitionReader;
import crm.condition.language.PropertyPath;
import crm.condition.language.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConditionSetTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final long NOW = Micros.of(Instant.parse("2026-01-31T00:00:00Z"));

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Condition condition(String where) {
        return new DefinitionReader(Vocabulary.EMPTY.withSegments(Map.of("vip", Set.of())))
                .condition(json(where), "")
                .value()
                .orElseThrow();
    }

    private static String views(String where, String window) {
        return "{'event': {'type': 'product.viewed', 'measure': 'count', 'where': [%s], 'window': %s, 'op': 'gte', 'value': 1}}"
                .formatted(where, window);
    }

    private static String product(String id) {
        return "{'property': 'product_id', 'op': 'eq', 'value': '%s'}".formatted(id);
    }

    @Test
    void anEventTouchesOnlyWhomItCanConcern() {
        ConditionSet.Builder builder = ConditionSet.builder();
        for (int i = 0; i < 1_000; i++) {
            builder.add("p" + i, condition(views(product("id-" + i), "{'lifetime': true}")), UTC);
        }
        builder.add("any", condition(views("", "{'lifetime': true}")), UTC);
        builder.add(
                "dear",
                condition(views("{'property': 'price', 'op': 'gte', 'value': 100}", "{'lifetime': true}")),
                UTC);
        builder.add("vip", condition("{'segment': 'vip'}"), UTC);
        ConditionSet set = builder.build();

        assertThat(set.touchedBy("product.viewed", json("{'product_id': 'id-7', 'price': '5'}")))
                .extracting(CompiledCondition::name)
                .containsExactlyInAnyOrder("p7", "any");
        assertThat(set.touchedBy("product.viewed", json("{'product_id': 'x', 'price': '500'}")))
                .extracting(CompiledCondition::name)
                .containsExactlyInAnyOrder("any", "dear");
        assertThat(set.touchedBy("page.viewed", json("{}"))).isEmpty();
        assertThat(set.askingFor(new Fact.Segment("vip")))
                .extracting(CompiledCondition::name)
                .containsExactly("vip");
    }

    @Test
    void saysWhatItNeeds() {
        ConditionSet set = ConditionSet.builder()
                .add("recent", condition(views(product("a"), "{'last': 'P30D'}")), UTC)
                .add("month", condition(views("", "{'calendar': 'last_month'}")), UTC)
                .add("trait", condition("{'trait': 'traits.orders', 'op': 'gt', 'value': 1}"), UTC)
                .build();

        assertThat(set.dependencies().types()).containsExactly("product.viewed");
        assertThat(set.dependencies().properties("product.viewed")).containsExactly(PropertyPath.of("product_id"));
        assertThat(set.dependencies().facts()).containsExactly(new Fact.Trait(PropertyPath.of("traits.orders")));
        assertThat(set.dependencies().zones()).containsExactly(UTC);
        assertThat(Micros.instant(set.dependencies().neededFrom("product.viewed", NOW)))
                .isEqualTo("2025-12-01T00:00:00Z");
        assertThat(set.find("recent").orElseThrow().dependencies().neededFrom("product.viewed", NOW))
                .isEqualTo(NOW - Micros.of(Duration.ofDays(30)) + 1);
        assertThat(set.dependencies().neededFrom("page.viewed", NOW)).isEqualTo(Micros.NEVER);
        assertThat(set.dependencies().project("product.viewed", json("{'product_id': 'a', 'name': 'n', 'x': [1]}")))
                .isEqualTo(json("{'product_id': 'a'}"));
    }

    @Test
    void whatConditionsHaveInCommonIsOne() {
        String common = views(product("a"), "{'last': 'P30D'}");
        ConditionSet set = ConditionSet.builder()
                .add("one", condition(common), UTC)
                .add("other", condition("{'not': " + common + "}"), ZoneId.of("Asia/Shanghai"))
                .add("longer", condition(views(product("a"), "{'last': 'P60D'}")), UTC)
                .build();

        assertThat(set.leaves()).isEqualTo(2);
        assertThat(set.selectors()).isEqualTo(1);
    }

    /** However long a history is, it is not told later than it happens. */
    @Test
    void ofVeryLongHistoriesItMayBeAskedAgainEarlier() {
        List<PastEvent> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(new PastEvent(NOW - i * 1_000_000L, "s", "id-" + i, json("{}")));
        }
        ConditionSet set = ConditionSet.builder()
                .add("it", condition(views("", "{'last': 'P1D'}")), UTC)
                .build();
        Verdict verdict = new Evaluation(set)
                .about(new ManyEvents(PastEvents.of(many)))
                .evaluate(set.find("it").orElseThrow(), NOW);

        assertThat(verdict.member()).isTrue();
        assertThat(verdict.until()).isGreaterThan(NOW).isLessThanOrEqualTo(NOW + Micros.of(Duration.ofDays(1)));
    }

    private record ManyEvents(Events events) implements History {

        @Override
        public long firstSeen() {
            return events.time(0);
        }

        @Override
        public Events events(String type) {
            return events;
        }

        @Override
        public State state(Fact fact, long at) {
            return State.MISSING;
        }

        @Override
        public String profileId() {
            return "p";
        }
    }

    /** A pattern on which others take longer than the universe lasts. */
    @Test
    void patternsTakeLinearTime() {
        String text = "a".repeat(5_000);
        ConditionSet set = ConditionSet.builder()
                .add(
                        "it",
                        condition(views(
                                "{'property': 'name', 'op': 'matches', 'value': '^(a|aa)+$'}, {'property': 'name', 'op':"
                                        + " 'matches', 'value': '^(a*)*b$'}",
                                "{'lifetime': true}")),
                        UTC)
                .build();
        History history =
                new ManyEvents(PastEvents.of(List.of(new PastEvent(NOW, "s", "1", json("{'name': '" + text + "!'}")))));

        assertThat(new Evaluation(set).about(history).evaluate(set.find("it").orElseThrow(), NOW))
                .isEqualTo(new Verdict(false, Micros.NEVER));
    }
}
