package crm.segment.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import crm.ingest.entity.Identity;
import crm.profile.entity.ProfileId;
import crm.segment.cluster.Shopper.Discounts;
import crm.segment.cluster.Shopper.Paid;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Which groups the customers of a real shop fall into; skipped where the data set is not beside the project. */
class ClustersOfOnlineRetailTest {

    private static final Instant NOW = Instant.parse("2011-10-01T00:00:00Z");
    private static final String FILE = "shared/data/online_retail/online_retail_to_2011-09-30.csv.gz";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
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

        void add(String[] row) {
            double amount = Double.parseDouble(row[3]) * Double.parseDouble(row[5]);
            net += amount;
            if (row[0].startsWith("C")) {
                refunds.add(row[0]);
                return;
            }
            Instant at = LocalDateTime.parse(row[4].length() == 16 ? row[4] + ":00" : row[4], TIME)
                    .toInstant(ZoneOffset.UTC);
            orders.add(row[0]);
            products.add(row[1]);
            gross += amount;
            first = first.isBefore(at) ? first : at;
            last = last.isAfter(at) ? last : at;
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
    void areTheOnesThatTheDocumentationHas() throws IOException {
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
    private static List<Shopper> shoppers() throws IOException {
        Map<String, Customer> customers = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file())), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] row = line.replaceAll("\"[^\"]*\"", "").split(",", -1);
                if (!row[6].isEmpty()) {
                    customers
                            .computeIfAbsent(row[6].replace(".0", ""), none -> new Customer())
                            .add(row);
                }
            }
        }
        customers.values().removeIf(customer -> customer.orders.isEmpty());
        return customers.entrySet().stream()
                .map(entry -> entry.getValue().shopper(entry.getKey()))
                .sorted(Comparator.comparing(Shopper::profile))
                .toList();
    }

    private static Path file() {
        Path file = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(directory -> directory.resolve(FILE))
                .filter(Files::isReadable)
                .findFirst()
                .orElse(null);
        assumeThat(file).as("Skipped: Online Retail is not in ../" + FILE).isNotNull();
        return file;
    }
}
