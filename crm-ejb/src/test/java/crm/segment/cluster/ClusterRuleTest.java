package crm.segment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import crm.condition.language.DefinitionReader;
import crm.condition.language.Vocabulary;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a group is about, said as a condition, with figures that hold for customers it has not seen. */
class ClusterRuleTest {

    private final PlantedShoppers planted = new PlantedShoppers(4000, 3, 0);

    private Set<Shopper> kind(int kind) {
        Set<Shopper> members = new HashSet<>();
        for (int i = 0; i < planted.shoppers.size(); i++) {
            if (planted.kinds.get(i) == kind) {
                members.add(planted.shoppers.get(i));
            }
        }
        return members;
    }

    @Test
    void eachKindHasARuleThatIsACondition() {
        for (int kind = 0; kind < PlantedShoppers.KINDS; kind++) {
            ClusterRule rule = ClusterRule.of(planted.shoppers, kind(kind)::contains, Optional.of("EUR"))
                    .orElseThrow();
            assertThat(rule.precision()).isGreaterThan(0.95);
            assertThat(rule.recall()).isGreaterThan(0.95);
            assertThat(rule.judged()).isEqualTo(2000);
            JsonNode definition = JsonNodeFactory.instance
                    .objectNode()
                    .put("key", "kind")
                    .put("name", "Kind")
                    .set("where", rule.where());
            assertThat(new DefinitionReader(new Vocabulary(Map.of(), Map.of(), Map.of()))
                            .definition(definition)
                            .problems())
                    .as(definition.toString())
                    .isEmpty();
        }
    }

    /** Members drawn by lot have nothing in common: a rule that only knows them by heart would seem to be good. */
    @Test
    void aRuleOfNothingIsSeenToBeNothing() {
        Random random = new Random(7);
        Set<Shopper> drawn = new HashSet<>();
        planted.shoppers.stream().filter(one -> random.nextInt(5) == 0).forEach(drawn::add);
        ClusterRule rule = ClusterRule.of(planted.shoppers, drawn::contains, Optional.of("EUR"))
                .orElseThrow();
        assertThat(rule.precision()).isCloseTo(0.2, within(0.06));
    }

    @Test
    void withoutMembersThereIsNoRule() {
        assertThat(ClusterRule.of(planted.shoppers, none -> false, Optional.empty()))
                .isEmpty();
        assertThat(ClusterRule.of(List.of(), none -> true, Optional.empty())).isEmpty();
    }
}
