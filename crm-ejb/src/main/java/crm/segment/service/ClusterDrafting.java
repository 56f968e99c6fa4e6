package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.language.ConditionWords;
import crm.condition.language.Definition;
import crm.profile.entity.ProfileId;
import crm.segment.cluster.ClusterRule;
import crm.segment.cluster.Shopper;
import crm.segment.entity.Cluster;
import crm.segment.entity.ClusterDraft;
import crm.segment.entity.ClusterRun;
import crm.segment.store.ClusterMemberRows;
import crm.segment.store.ClusterRunRows;
import crm.segment.store.ShopperRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Makes definitions that say about whom groups are, from a sample of all customers. */
final class ClusterDrafting {

    private static final int SAMPLE = 20_000;
    private static final ProfileId NOBODY = new ProfileId(new UUID(0, 0));

    private final ShopperRows shoppers;
    private final ClusterMemberRows members;
    private final ClusterRunRows runs;

    ClusterDrafting(Connection connection) {
        this.shoppers = new ShopperRows(connection);
        this.members = new ClusterMemberRows(connection);
        this.runs = new ClusterRunRows(connection);
    }

    /** Empty where the sample has nobody of the group. */
    Optional<ClusterDraft> draft(Cluster cluster, Instant now) throws SQLException {
        int run = runs.inForce().map(ClusterRun::id).orElse(0);
        List<Shopper> sample = shoppers.after(NOBODY, SAMPLE, run, now);
        Set<ProfileId> inside = new HashSet<>();
        members.times(sample.stream().map(Shopper::profile).toList()).forEach((profile, times) -> {
            if (times.lastEntry().getValue().equals(Optional.of(cluster.id()))) {
                inside.add(profile);
            }
        });
        Optional<String> currency = cluster.features().stream()
                .flatMap(feature -> feature.currency().stream())
                .findFirst();
        return ClusterRule.of(sample, shopper -> inside.contains(shopper.profile()), currency)
                .map(rule -> draft(cluster, rule));
    }

    private static ClusterDraft draft(Cluster cluster, ClusterRule rule) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("key", "cluster_" + cluster.id())
                .put("name", cluster.name());
        document.put("description", "Customers such as those of the discovered group " + cluster.id());
        document.set("where", rule.where());
        return new ClusterDraft(
                document.toString(), words(document), rule.precision(), rule.recall(), rule.members(), rule.judged());
    }

    private static Map<String, String> words(JsonNode document) {
        Definition definition = Definitions.stored(document.toString(), Set.of());
        Map<String, String> words = new TreeMap<>();
        words.put("en", new ConditionWords(Locale.ENGLISH).of(definition.where()));
        words.put("zh", new ConditionWords(Locale.SIMPLIFIED_CHINESE).of(definition.where()));
        return words;
    }
}
