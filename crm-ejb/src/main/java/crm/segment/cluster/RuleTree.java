package crm.segment.cluster;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A decision tree (CART, Breiman et al. 1984: splits that lessen the Gini impurity most), three questions deep, that tells
 * members of a group from others.
 */
final class RuleTree {

    private static final int DEPTH = 3;
    private static final int BOUNDS = 40;
    private static final int SMALLEST = 5;

    private final List<Question> questions;
    private final List<Shopper> shoppers;
    private final boolean[] members;
    private final List<Leaf> leaves = new ArrayList<>();

    /** An answer to a question. */
    record Answer(Question question, BigDecimal bound, boolean atLeast) {

        boolean fits(Shopper shopper) {
            return question.value().applyAsDouble(shopper) >= bound.doubleValue() == atLeast;
        }
    }

    /** Where answers lead to. */
    private record Leaf(List<Answer> path, int members, int others) {

        double share() {
            return (double) members / (members + others);
        }
    }

    /** A question, and the bound that parts best. */
    private record Split(Question question, BigDecimal bound, double impurity) {}

    RuleTree(List<Question> questions, List<Shopper> shoppers, boolean[] members) {
        this.questions = questions;
        this.shoppers = shoppers;
        this.members = members.clone();
        grow(all(shoppers.size()), List.of());
    }

    private static int[] all(int many) {
        int[] all = new int[many];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** The ways on which members are found: as many leaves, those with most members first, as are best together (F1). */
    List<List<Answer>> paths() {
        List<Leaf> sorted = new ArrayList<>(leaves);
        sorted.sort(Comparator.comparingDouble((Leaf leaf) -> -leaf.share()));
        int wanted = sorted.stream().mapToInt(Leaf::members).sum();
        int found = 0;
        int taken = 0;
        double best = 0;
        int many = 0;
        for (int i = 0; i < sorted.size(); i++) {
            found += sorted.get(i).members();
            taken += sorted.get(i).members() + sorted.get(i).others();
            double f1 = 2.0 * found / (wanted + taken);
            if (f1 > best) {
                best = f1;
                many = i + 1;
            }
        }
        return joined(sorted.subList(0, many).stream().map(Leaf::path).toList());
    }

    /** Where both answers to a last question are on the way, it need not be asked. */
    private static List<List<Answer>> joined(List<List<Answer>> paths) {
        for (List<Answer> path : paths) {
            List<Answer> other = path.isEmpty() ? path : opposite(path);
            if (!path.isEmpty() && paths.contains(other)) {
                List<List<Answer>> fewer = new ArrayList<>(paths);
                fewer.set(fewer.indexOf(path), path.subList(0, path.size() - 1));
                fewer.remove(other);
                return joined(fewer);
            }
        }
        return paths;
    }

    private static List<Answer> opposite(List<Answer> path) {
        List<Answer> opposite = new ArrayList<>(path);
        Answer last = opposite.remove(path.size() - 1);
        opposite.add(new Answer(last.question(), last.bound(), !last.atLeast()));
        return opposite;
    }

    private void grow(int[] who, List<Answer> path) {
        int inside = count(who);
        Optional<Split> split =
                path.size() == DEPTH || inside == 0 || inside == who.length ? Optional.empty() : best(who, inside);
        if (split.isEmpty()) {
            leaves.add(new Leaf(path, inside, who.length - inside));
            return;
        }
        for (boolean atLeast : List.of(true, false)) {
            Answer answer = new Answer(split.get().question(), split.get().bound(), atLeast);
            List<Answer> longer = new ArrayList<>(path);
            longer.add(answer);
            grow(Arrays.stream(who).filter(i -> answer.fits(shoppers.get(i))).toArray(), longer);
        }
    }

    private int count(int[] who) {
        int inside = 0;
        for (int i : who) {
            inside += members[i] ? 1 : 0;
        }
        return inside;
    }

    private Optional<Split> best(int[] who, int inside) {
        Split best = new Split(null, null, impurity(inside, who.length) - 1e-9);
        for (Question question : questions) {
            double[] values = Arrays.stream(who)
                    .mapToDouble(i -> question.value().applyAsDouble(shoppers.get(i)))
                    .toArray();
            for (BigDecimal bound : bounds(question, values)) {
                double impurity = impurity(who, values, bound.doubleValue());
                if (impurity < best.impurity()) {
                    best = new Split(question, bound, impurity);
                }
            }
        }
        return Optional.of(best).filter(split -> split.question() != null);
    }

    private static List<BigDecimal> bounds(Question question, double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        List<BigDecimal> bounds = new ArrayList<>();
        for (int i = 1; i < BOUNDS && sorted.length > 0; i++) {
            BigDecimal bound = question.rounded().of(sorted[sorted.length * i / BOUNDS]);
            if (bound.signum() > 0 && !bounds.contains(bound)) {
                bounds.add(bound);
            }
        }
        if (sorted.length > 0 && sorted[0] == 0 && sorted[sorted.length - 1] >= 1 && !bounds.contains(BigDecimal.ONE)) {
            bounds.add(BigDecimal.ONE); // whether there is any at all, however few have
        }
        return bounds;
    }

    private double impurity(int[] who, double[] values, double bound) {
        int above = 0;
        int aboveInside = 0;
        int inside = 0;
        for (int i = 0; i < who.length; i++) {
            boolean member = members[who[i]];
            boolean atLeast = values[i] >= bound;
            inside += member ? 1 : 0;
            above += atLeast ? 1 : 0;
            aboveInside += member && atLeast ? 1 : 0;
        }
        int below = who.length - above;
        return above < SMALLEST || below < SMALLEST
                ? Double.MAX_VALUE
                : impurity(aboveInside, above) + impurity(inside - aboveInside, below);
    }

    /** By the number of those it is about. */
    private static double impurity(int inside, int all) {
        return 2.0 * inside * (all - inside) / all;
    }
}
