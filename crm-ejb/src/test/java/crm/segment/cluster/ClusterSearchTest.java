package crm.segment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Groups that are there are found, keep their numbers, and get names that say what they are. */
class ClusterSearchTest {

    private static final int MANY = 1200;

    private final PlantedShoppers planted = new PlantedShoppers(MANY, 1, 0);
    private final Scale scale = Scale.of(planted.shoppers);

    private static Optional<Clustering> search(List<double[]> points) {
        return new ClusterSearch(points).best(0, k -> {});
    }

    private static List<Integer> groups(Clustering clustering, List<double[]> points) {
        return points.stream().map(clustering::of).toList();
    }

    @Test
    void findsTheGroupsThatAreThere() {
        List<double[]> points = planted.points(scale);
        Clustering found = search(points).orElseThrow();
        assertThat(found.centres()).hasSize(PlantedShoppers.KINDS);
        assertThat(RandIndex.adjusted(planted.kinds, groups(found, points))).isGreaterThan(0.95);
        assertThat(found.silhouette()).isGreaterThan(0.5);
    }

    @Test
    void theSameCustomersGiveTheSameGroups() {
        List<double[]> points = planted.points(scale);
        Clustering one = search(points).orElseThrow();
        Clustering other = search(points).orElseThrow();
        assertThat(RandIndex.adjusted(groups(one, points), groups(other, points)))
                .isEqualTo(1.0);
    }

    /** Other customers of the same kinds, a third more spent, a third longer ago. */
    @Test
    void idsStayWhenCustomersDrift() {
        Clustering before = search(planted.points(scale)).orElseThrow();
        PlantedShoppers later = new PlantedShoppers(MANY, 2, 0.3);
        Scale now = Scale.of(later.shoppers);
        Clustering after = search(later.points(now)).orElseThrow();
        List<Optional<Integer>> ids = SameClusters.match(kept(before), after.centres(), now);
        assertThat(ids).doesNotContain(Optional.empty()).doesNotHaveDuplicates();
        assertThat(kinds(later, now, after, ids)).isEqualTo(kinds(planted, scale, before, own(before)));
    }

    @Test
    void idsStayWhenThereAreFewerOrMoreGroups() {
        Clustering four = search(planted.points(scale)).orElseThrow();
        Map<Integer, double[]> kept = kept(four);
        Clustering three = new Clustering(four.centres().subList(1, 4), 0);
        assertThat(SameClusters.match(kept, three.centres(), scale))
                .containsExactly(Optional.of(101), Optional.of(102), Optional.of(103));
        double[] far = four.centres().get(0).clone();
        far[Feature.RETURNS.place()] += 9;
        List<double[]> five = new ArrayList<>(four.centres());
        five.add(0, far);
        assertThat(SameClusters.match(kept, five, scale))
                .containsExactly(
                        Optional.empty(), Optional.of(100), Optional.of(101), Optional.of(102), Optional.of(103));
    }

    private static Map<Integer, double[]> keptBy(Clustering clustering, Scale scale) {
        Map<Integer, double[]> kept = new HashMap<>();
        for (int i = 0; i < clustering.centres().size(); i++) {
            kept.put(100 + i, scale.kept(clustering.centres().get(i)));
        }
        return kept;
    }

    private Map<Integer, double[]> kept(Clustering clustering) {
        return keptBy(clustering, scale);
    }

    private static List<Optional<Integer>> own(Clustering clustering) {
        List<Optional<Integer>> ids = new ArrayList<>();
        for (int i = 0; i < clustering.centres().size(); i++) {
            ids.add(Optional.of(100 + i));
        }
        return ids;
    }

    /** By id the kind that most of its members are of. */
    private static Map<Integer, Integer> kinds(
            PlantedShoppers planted, Scale scale, Clustering clustering, List<Optional<Integer>> ids) {
        Map<Integer, int[]> counts = new HashMap<>();
        for (int i = 0; i < planted.shoppers.size(); i++) {
            int id =
                    ids.get(clustering.of(scale.point(planted.shoppers.get(i)))).orElseThrow();
            counts.computeIfAbsent(id, none -> new int[PlantedShoppers.KINDS])[planted.kinds.get(i)]++;
        }
        Map<Integer, Integer> kinds = new HashMap<>();
        counts.forEach((id, many) -> {
            int most = 0;
            for (int kind = 1; kind < many.length; kind++) {
                most = many[kind] > many[most] ? kind : most;
            }
            kinds.put(id, most);
        });
        return kinds;
    }

    @Test
    void namesSayWhatStandsOut() {
        List<double[]> points = planted.points(scale);
        Clustering found = search(points).orElseThrow();
        List<List<String>> words = StandOut.of(found.centres()).stream()
                .map(list -> list.stream().map(StandOut::word).toList())
                .toList();
        ClusterWords english = new ClusterWords(Locale.ENGLISH);
        ClusterWords chinese = new ClusterWords(Locale.SIMPLIFIED_CHINESE);
        Map<Integer, Integer> kinds = kinds(planted, scale, found, own(found));
        Map<Integer, Set<String>> byKind = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            byKind.put(kinds.get(100 + i), new TreeSet<>(words.get(i)));
        }
        assertThat(byKind.get(0)).isSubsetOf("orders.high", "recency.low", "basket.low", "visits.low");
        assertThat(byKind.get(1)).contains("basket.high");
        assertThat(byKind.get(2)).containsExactlyInAnyOrder("discounts.high", "returns.high");
        assertThat(byKind.get(3)).contains("visits.high");
        assertThat(words.stream().map(english::name).collect(Collectors.toSet()))
                .hasSize(PlantedShoppers.KINDS);
        assertThat(english.name(List.of("basket.high", "returns.low"))).isEqualTo("high basket, rarely returns");
        assertThat(chinese.name(List.of("basket.high", "returns.low"))).isEqualTo("客单价高，很少退货");
        for (Feature feature : Feature.values()) {
            for (String side : List.of(".high", ".low")) {
                assertThat(english.name(List.of(feature.word() + side)))
                        .isNotEqualTo(chinese.name(List.of(feature.word() + side)));
            }
        }
    }

    /** Two that differ by degree only would have one name: they get as many words as tell them apart. */
    @Test
    void twoGroupsWithTheSameTwoWordsGetAThird() {
        double[] one = {2, 1.5, 0.5, 0, 0, 0, 0};
        double[] other = {2, 1.5, 0, 0.4, 0, 0, 0};
        double[] like = {0.1, 0, 0, 0, 0, 0, 0};
        assertThat(StandOut.of(List.of(one, other, like)).stream()
                        .map(list -> list.stream().map(StandOut::word).toList()))
                .containsExactly(
                        List.of("recency.high", "orders.high", "basket.high"),
                        List.of("recency.high", "orders.high", "discounts.high"),
                        List.of());
    }

    @Test
    void whereAllAreAlikeThereAreNoGroups() {
        List<Shopper> alike = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            alike.add(planted.shoppers.get(0));
        }
        Scale flat = Scale.of(alike);
        assertThat(flat.allAlike()).isTrue();
        assertThat(search(alike.stream().map(flat::point).toList())).isEmpty();
    }

    @Test
    void fewerCustomersThanGroupsAreNoTrouble() {
        for (int many = 1; many < 6; many++) {
            List<Shopper> few = planted.shoppers.subList(0, many);
            Scale own = Scale.of(few);
            int most = many;
            search(few.stream().map(own::point).toList())
                    .ifPresent(found -> assertThat(found.centres()).hasSizeBetween(2, most));
        }
    }

    /** One strange customer in a thousand is no group. */
    @Test
    void tinyGroupsGoToTheNearest() {
        List<double[]> points = new ArrayList<>(planted.points(scale));
        double[] strange = new double[Feature.COUNT];
        strange[Feature.VARIETY.place()] = 40;
        points.add(strange);
        Clustering found = search(points).orElseThrow();
        int[] sizes = new int[found.centres().size()];
        points.forEach(point -> sizes[found.of(point)]++);
        for (int size : sizes) {
            assertThat(size).isGreaterThanOrEqualTo(MANY / 50);
        }
    }

    /** By hand: a = 1 and b = 10 for the outer points, and so on. */
    @Test
    void silhouetteIsWhatItIsDefinedToBe() {
        List<double[]> points = List.of(new double[] {0}, new double[] {1}, new double[] {10}, new double[] {11});
        double expected = ((10.5 - 1) / 10.5 + (9.5 - 1) / 9.5) / 2;
        assertThat(new Silhouette(points).of(List.of(new double[] {0.5}, new double[] {10.5})))
                .isCloseTo(expected, within(1e-6));
    }
}
