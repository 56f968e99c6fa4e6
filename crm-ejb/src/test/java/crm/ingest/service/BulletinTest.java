package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Bulletin;
import crm.ingest.entity.Crew;
import crm.ingest.entity.GroupPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BulletinTest {

    private static final String GROUP = "crm-profile";

    @Test
    void splitsTheTotalEvenlyOverTheNodesThatLive() {
        Bulletin bulletin = bulletin(OptionalInt.of(7), "ada", "bob", "eve");
        assertThat(bulletin.share(GROUP, "ada", 1)).isEqualTo(3);
        assertThat(bulletin.share(GROUP, "bob", 1)).isEqualTo(2);
        assertThat(bulletin.share(GROUP, "eve", 1)).isEqualTo(2);
    }

    @Test
    void givesEveryTotalAwayExactlyOnce() {
        String[] nodes = {"a", "b", "c", "d", "e"};
        for (int total = 0; total <= 23; total++) {
            Bulletin bulletin = bulletin(OptionalInt.of(total), nodes);
            int given = 0;
            for (String node : nodes) {
                given += bulletin.share(GROUP, node, 9);
            }
            assertThat(given).isEqualTo(total);
            assertThat(bulletin.wanted(GROUP)).isEqualTo(total);
        }
    }

    @Test
    void splitsAnewWhenANodeGoes() {
        assertThat(bulletin(OptionalInt.of(4), "ada", "bob").share(GROUP, "bob", 1))
                .isEqualTo(2);
        assertThat(bulletin(OptionalInt.of(4), "bob").share(GROUP, "bob", 1)).isEqualTo(4);
    }

    @Test
    void countsANodeThatHasNotSaidYetThatItLives() {
        assertThat(bulletin(OptionalInt.of(4), "ada").share(GROUP, "bob", 1)).isEqualTo(2);
    }

    @Test
    void leavesItToEachConfigurationWhileNothingIsDecided() {
        Bulletin bulletin = bulletin(OptionalInt.empty(), "ada", "bob");
        assertThat(bulletin.share(GROUP, "ada", 3)).isEqualTo(3);
        assertThat(bulletin.wanted(GROUP)).isEqualTo(2);
        assertThat(bulletin.wanted("another")).isZero();
    }

    @Test
    void keepsNodesOfWhichNothingWasHeard() {
        Bulletin after = bulletin(OptionalInt.of(4), "bob")
                .with(bulletin(OptionalInt.of(4), "ada", "bob").nodes());
        assertThat(after.nodes()).containsOnlyKeys("ada", "bob");
        assertThat(after.share(GROUP, "bob", 1)).isEqualTo(2);
    }

    private static Bulletin bulletin(OptionalInt workers, String... names) {
        SortedMap<String, Map<String, Crew>> nodes = new TreeMap<>();
        for (String name : names) {
            nodes.put(name, Map.of(GROUP, new Crew(1, 1)));
        }
        GroupPlan plan = new GroupPlan(workers, Optional.empty(), Optional.empty(), Optional.empty());
        return new Bulletin(nodes, Map.of(GROUP, plan), List.of(), Map.of());
    }
}
