package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.Condition;
import crm.condition.language.PropertyPath;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which conditions of a set can care for what. */
final class Interests {

    private static final Scene NO_MATTER_WHEN = Scene.at(0);

    /** The selectors of one type: those that want one of some texts by it, all others as they are. */
    private record OfType(Map<PropertyPath, Map<String, List<Selector>>> byText, List<Selector> others) {

        OfType() {
            this(new HashMap<>(), new ArrayList<>());
        }

        void add(Selector selector) {
            if (selector.hint().isEmpty()) {
                others.add(selector);
                return;
            }
            EqualityHint hint = selector.hint().get();
            Map<String, List<Selector>> texts = byText.computeIfAbsent(hint.path(), none -> new HashMap<>());
            hint.texts()
                    .forEach(text -> texts.computeIfAbsent(text, none -> new ArrayList<>())
                            .add(selector));
        }
    }

    private final Map<String, OfType> types = new HashMap<>();
    private final Map<Selector, List<CompiledCondition>> users = new HashMap<>();
    private final Map<Fact, Set<CompiledCondition>> asking = new LinkedHashMap<>();

    Interests(Collection<CompiledCondition> conditions, Parts parts) {
        for (CompiledCondition condition : conditions) {
            selectors(condition, parts)
                    .forEach(selector -> users.computeIfAbsent(selector, none -> new ArrayList<>())
                            .add(condition));
            condition
                    .dependencies()
                    .facts()
                    .forEach(fact -> asking.computeIfAbsent(fact, none -> new LinkedHashSet<>())
                            .add(condition));
        }
        users.keySet()
                .forEach(selector -> types.computeIfAbsent(selector.type(), none -> new OfType())
                        .add(selector));
    }

    private static Set<Selector> selectors(CompiledCondition condition, Parts parts) {
        Set<Selector> found = new LinkedHashSet<>();
        collect(condition.condition(), condition.zone(), parts, found);
        return found;
    }

    private static void collect(Condition condition, ZoneId zone, Parts parts, Set<Selector> found) {
        if (parts.find(condition, zone) instanceof Leaf leaf) {
            found.addAll(leaf.selectors());
        }
        condition.parts().forEach(part -> collect(part, zone, parts, found));
    }

    Collection<CompiledCondition> touchedBy(String type, JsonNode data) {
        OfType selectors = types.get(type);
        if (selectors == null) {
            return List.of();
        }
        Set<CompiledCondition> touched = new LinkedHashSet<>();
        selectors.others().forEach(selector -> addIfTouched(selector, data, touched));
        selectors
                .byText()
                .forEach((path, texts) -> Values.each(
                        data,
                        path,
                        value -> Values.text(value)
                                .map(texts::get)
                                .ifPresent(some -> some.forEach(selector -> addIfTouched(selector, data, touched)))));
        return touched;
    }

    /** A filter that looks at the time may let it in later. */
    private void addIfTouched(Selector selector, JsonNode data, Set<CompiledCondition> touched) {
        if (selector.filter().moves() || selector.filter().holds(data, NO_MATTER_WHEN)) {
            touched.addAll(users.get(selector));
        }
    }

    Collection<CompiledCondition> askingFor(Fact fact) {
        return List.copyOf(asking.getOrDefault(fact, Set.of()));
    }
}
