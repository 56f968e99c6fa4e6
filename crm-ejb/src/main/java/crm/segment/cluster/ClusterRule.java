package crm.segment.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import crm.segment.cluster.RuleTree.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A condition that says about whom a group is. Learnt from one half of a sample, judged by the other, which it has not seen.
 *
 * @param precision share of members among those whom it fits
 * @param recall share of those whom it fits among members
 * @param members among those it was judged by
 * @param judged by how many customers it was
 */
public record ClusterRule(JsonNode where, double precision, double recall, int members, int judged) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * Empty where no member is in the sample.
     *
     * @param sample in no order that means anything
     */
    public static Optional<ClusterRule> of(List<Shopper> sample, Predicate<Shopper> member, Optional<String> currency) {
        List<Shopper> learnt = half(sample, 0);
        List<Shopper> unseen = half(sample, 1);
        boolean[] members = new boolean[learnt.size()];
        boolean any = false;
        for (int i = 0; i < members.length; i++) {
            members[i] = member.test(learnt.get(i));
            any |= members[i];
        }
        if (!any) {
            return Optional.empty();
        }
        List<List<Answer>> paths = new RuleTree(Question.all(currency), learnt, members).paths();
        return Optional.of(judged(paths, unseen, member));
    }

    private static List<Shopper> half(List<Shopper> sample, int which) {
        List<Shopper> half = new ArrayList<>();
        for (int i = which; i < sample.size(); i += 2) {
            half.add(sample.get(i));
        }
        return half;
    }

    private static ClusterRule judged(List<List<Answer>> paths, List<Shopper> unseen, Predicate<Shopper> member) {
        int members = 0;
        int fits = 0;
        int both = 0;
        for (Shopper shopper : unseen) {
            boolean inside = member.test(shopper);
            boolean fit = paths.stream().anyMatch(path -> path.stream().allMatch(answer -> answer.fits(shopper)));
            members += inside ? 1 : 0;
            fits += fit ? 1 : 0;
            both += inside && fit ? 1 : 0;
        }
        return new ClusterRule(
                where(paths),
                fits == 0 ? 0 : (double) both / fits,
                members == 0 ? 0 : (double) both / members,
                members,
                unseen.size());
    }

    private static JsonNode where(List<List<Answer>> paths) {
        List<JsonNode> ways = paths.stream().map(ClusterRule::way).toList();
        if (ways.size() == 1) {
            return ways.get(0);
        }
        ArrayNode any = JSON.arrayNode();
        any.addAll(ways);
        return JSON.objectNode().set("any", any);
    }

    private static JsonNode way(List<Answer> path) {
        List<JsonNode> parts = narrowest(path).stream()
                .<JsonNode>map(answer -> (answer.atLeast()
                                ? answer.question().atLeast()
                                : answer.question().less())
                        .of(answer.bound()))
                .toList();
        ArrayNode all = JSON.arrayNode();
        all.addAll(parts);
        return parts.size() == 1 ? parts.get(0) : JSON.objectNode().set("all", all);
    }

    /** Of two bounds on one side the one that says more. */
    private static List<Answer> narrowest(List<Answer> path) {
        Map<String, Answer> kept = new LinkedHashMap<>();
        for (Answer answer : path) {
            kept.merge(
                    answer.question().name() + answer.atLeast(),
                    answer,
                    (one, other) -> says(one, other) ? one : other);
        }
        return List.copyOf(kept.values());
    }

    private static boolean says(Answer one, Answer other) {
        BigDecimal bound = one.bound();
        return one.atLeast() ? bound.compareTo(other.bound()) >= 0 : bound.compareTo(other.bound()) <= 0;
    }
}
