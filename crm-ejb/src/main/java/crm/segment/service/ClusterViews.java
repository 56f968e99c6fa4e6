package crm.segment.service;

import crm.segment.cluster.ClusterWords;
import crm.segment.cluster.Feature;
import crm.segment.entity.Cluster;
import crm.segment.entity.ClusterFeature;
import crm.segment.store.ClusterRows.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Groups as people see them: with names in words. */
final class ClusterViews {

    private static final Map<String, ClusterWords> LANGUAGES =
            Map.of("en", new ClusterWords(Locale.ENGLISH), "zh", new ClusterWords(Locale.SIMPLIFIED_CHINESE));

    private ClusterViews() {}

    static List<Cluster> of(List<Row> rows) {
        return rows.stream().map(ClusterViews::of).toList();
    }

    private static Cluster of(Row row) {
        Map<String, String> names = new TreeMap<>();
        LANGUAGES.forEach((language, words) -> names.put(language, words.name(row.words())));
        return new Cluster(
                row.id(),
                row.name().orElseGet(() -> names.get("en")),
                row.name(),
                new LinkedHashMap<>(names),
                row.words(),
                row.customers(),
                row.allCustomers() == 0 ? 0 : (double) row.customers() / row.allCustomers(),
                features(row),
                row.version());
    }

    private static List<ClusterFeature> features(Row row) {
        List<ClusterFeature> features = new ArrayList<>();
        for (Feature feature : Feature.values()) {
            int i = feature.place();
            features.add(new ClusterFeature(
                    feature.word(),
                    row.means().get(i),
                    row.allMeans().get(i),
                    feature == Feature.BASKET ? row.currency() : Optional.empty()));
        }
        return features;
    }
}
