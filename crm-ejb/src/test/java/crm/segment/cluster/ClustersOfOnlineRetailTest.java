package crm.segment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import crm.dev.retail.RetailRow;
import crm.ingest.entity.Identity;
import crm.profile.entity.ProfileId;
import crm.profile.service.RealShop;
import crm.segment.cluster.Shopper.Discounts;
import crm.segment.cluster.Shopper.Paid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which groups the customers of a real shop fall into; skipped where the data set is not beside the project. */
class ClustersOfOnlineRetailTest {

    private static final Instant NOW = Instant.parse("2011-10-01T00:00:00Z");
    private static final double DAY = Duration.ofDays(1).toSeconds();

    /** As the file tells of one. */
    private static final class Customer {

        private final Set<String> orders = new HashSet<>();
        private final Set<String> refunds = new HashSet<>();
        private final Set<String> products = new HashSet<>();
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
        private double gross;
        private double net;

        void add(RetailRow row) {
            double amount = row.quantity() * row.unitPrice().doubleValue();
            net += amount;
            if (row.invoice().startsWith("C")) {
                refunds.add(row.invoice());
                return;
            }
            orders.add(row.invoice());
            products.add(row.stockCode());
            gross += amount;
            first = first.isBefore(row.time()) ? first : row.time();
            last = last.isAfter(row.time()) ? last : row.time();
        }

        Shopper shopper(String id) {
            return new Shopper(
                    ProfileId.of(Identity.customer(id)),
                    orders.size(),
                    days(last),
                    days(first),
                    Optional.of(new Paid("GBP", gross / orders.size(), net)),
                    0,
                    0,
                    products.size(),
                    refunds.size(),
                    0,
                    Discounts.NONE);
        }

        private static double days(Instant at) {
            return Duration.between(at, NOW).toSeconds() / DAY;
        }
    }

    @Test
    void areTheOnesThatTheDocumentationHas() {
        List<Shopper> shoppers = shoppers();
        Scale scale = Scale.of(shoppers);
        List<double[]> points = shoppers.stream().map(scale::point).toList();
        Clustering found = new ClusterSearch(points).best(0, k -> {}).orElseThrow();
        Map<Integer, List<Shopper>> members = new HashMap<>();
        shoppers.forEach(one -> members.computeIfAbsent(found.of(scale.point(one)), none -> new ArrayList<>())
                .add(one));
        List<List<StandOut>> names = StandOut.of(found.centres());
        ClusterWords english = new ClusterWords(Locale.ENGLISH);
        List<String> lines = new ArrayList<>();
        members.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
                .forEach(entry -> {
                    Set<Shopper> inside = new HashSet<>(entry.getValue());
                    ClusterRule rule = ClusterRule.of(shoppers, inside::contains, scale.currency())
                            .orElseThrow();
                    lines.add(String.format(
                            Locale.ROOT,
                            "%d | %s | %.2f %.2f",
                            inside.size(),
                            english.name(names.get(entry.getKey()).stream()
                                    .map(StandOut::word)
                                    .toList()),
                            rule.precision(),
                            rule.recall()));
                });
        assertThat(found.silhouette()).isCloseTo(0.33, within(0.005));
        assertThat(lines)
                .as("customers, name, precision and recall of the rule, as docs/segments.md has them")
                .containsExactly(
                        "1760 | long since the last order, few orders | 0.88 0.92",
                        "1352 | bought lately, many orders | 0.83 0.96",
                        "504 | often returns, high basket | 0.95 0.70");
    }

    /** In the order of their ids, as the database gives them. */
    private static List<Shopper> shoppers() {
        Map<String, Customer> customers = new TreeMap<>();
        RealShop.orSkip()
                .forEachRow(row -> row.customer()
                        .ifPresent(customer -> customers
                                .computeIfAbsent(customer, none -> new Customer())
                                .add(row)));
        customers.values().removeIf(customer -> customer.orders.isEmpty());
        return customers.entrySet().stream()
                .map(entry -> entry.getValue().shopper(entry.getKey()))
                .sorted(Comparator.comparing(Shopper::profile))
                .toList();
    }
}
