package crm.segment.service;

import crm.condition.evaluation.Evidence;
import crm.condition.evaluation.Explanation;
import crm.condition.language.Condition;
import crm.condition.language.ConditionJson;
import crm.condition.language.ConditionWords;
import crm.condition.language.PropertyPath;
import crm.profile.service.PersonalData;
import crm.segment.entity.ExplainedPart;
import crm.segment.entity.MembershipExplanation.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in words, and with what made it so, why a condition holds or not, and what would change that. */
final class Explainer {

    /** Ways to change an answer that are told. */
    private static final int MOST_WAYS = 5;

    private final ConditionWords words;
    private final boolean plain;

    /** @param plain whether personal values are told as they are */
    Explainer(ConditionWords words, boolean plain) {
        this.words = words;
        this.plain = plain;
    }

    String words(Condition condition) {
        return words.of(condition);
    }

    static Map<String, Object> node(Condition condition) {
        return Words.map(ConditionJson.of(condition));
    }

    ExplainedPart part(Explanation explanation) {
        return new ExplainedPart(
                explanation.pointer(),
                node(explanation.condition()),
                words(explanation.condition()),
                explanation.verdict().member(),
                explanation.verdict().validUntil(),
                evidence(explanation),
                explanation.parts().stream().map(this::part).toList());
    }

    List<ExplainedPart.Item> evidence(Explanation explanation) {
        return explanation.evidence().stream().map(this::item).toList();
    }

    private ExplainedPart.Item item(Evidence evidence) {
        return new ExplainedPart.Item(
                evidence.name(),
                evidence.value().map(value -> plain ? value : masked(evidence.name(), value)),
                evidence.type(),
                evidence.source(),
                evidence.id(),
                evidence.time());
    }

    /** As a field of this path would be masked in the profile; an object or a list field by field. */
    private static String masked(String path, String value) {
        if (!path.startsWith("attributes.") && !path.startsWith("traits.")) {
            return value;
        }
        Object inner = Words.structured(value).orElse(value);
        Map<String, Object> field = Map.of();
        List<String> names = PropertyPath.of(path).names();
        for (int i = names.size() - 1; i >= 0; i--) {
            field = Map.of(names.get(i), inner);
            inner = field;
        }
        Object found = PersonalData.masked(field);
        for (String name : names) {
            found = ((Map<?, ?>) found).get(name);
        }
        return found instanceof String text ? text : Words.text(found);
    }

    /** The shortest ways to the opposite answer. */
    List<List<Change>> changes(Explanation whole) {
        return ways(whole, !whole.verdict().member()).stream()
                .map(way -> way.stream().map(this::change).toList())
                .toList();
    }

    private Change change(Explanation part) {
        boolean member = part.verdict().member();
        return new Change(
                part.pointer(), words(part.condition()), !member, part.verdict().validUntil());
    }

    /** Sets of parts without others below them; if all of one become the opposite the condition becomes what is wished. */
    static List<List<Explanation>> ways(Explanation part, boolean wished) {
        if (part.verdict().member() == wished) {
            return List.of(List.of());
        }
        Condition condition = part.condition();
        if (condition instanceof Condition.Not) {
            return ways(part.parts().get(0), !wished);
        }
        Optional<Integer> needed = needed(condition);
        if (needed.isEmpty()) {
            return List.of(List.of(part));
        }
        List<Explanation> others = part.parts().stream()
                .filter(below -> below.verdict().member() != wished)
                .toList();
        int right = part.parts().size() - others.size();
        int enough = wished ? needed.get() : part.parts().size() - needed.get() + 1;
        return chosen(others, enough - right, wished);
    }

    /** How many parts must hold; empty where there are none below. */
    private static Optional<Integer> needed(Condition condition) {
        if (condition instanceof Condition.All all) {
            return Optional.of(all.of().size());
        } else if (condition instanceof Condition.Any) {
            return Optional.of(1);
        }
        return condition instanceof Condition.AtLeast atLeast ? Optional.of(atLeast.n()) : Optional.empty();
    }

    /** Choices of so many of the parts, each in each of its ways; the shortest, as there may be very many. */
    private static List<List<Explanation>> chosen(List<Explanation> parts, int many, boolean wished) {
        List<List<List<Explanation>>> chosen = new ArrayList<>(Collections.nCopies(many + 1, List.of()));
        chosen.set(0, List.of(List.of()));
        for (Explanation part : parts) {
            List<List<Explanation>> ways = ways(part, wished);
            for (int i = many; i > 0; i--) {
                List<List<Explanation>> more = new ArrayList<>(chosen.get(i));
                chosen.get(i - 1).forEach(fewer -> ways.forEach(way -> more.add(both(fewer, way))));
                chosen.set(i, shortest(more));
            }
        }
        return chosen.get(many);
    }

    private static List<Explanation> both(List<Explanation> one, List<Explanation> other) {
        List<Explanation> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private static List<List<Explanation>> shortest(List<List<Explanation>> ways) {
        return ways.stream()
                .sorted(Comparator.comparingInt(List::size))
                .limit(MOST_WAYS)
                .toList();
    }
}
