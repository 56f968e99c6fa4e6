package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.Condition;
import crm.condition.language.PropertyPath;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

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
    private final Map<CompiledCondition, BitSet> selectors = new HashMap<>();
    private final Map<Integer, BitSet> leavesBySelector = new HashMap<>();
    private final Map<Fact, BitSet> leavesByFact = new HashMap<>();
    private final Map<Fact, Set<CompiledCondition>> asking = new LinkedHashMap<>();

    Interests(Collection<CompiledCondition> conditions, Parts parts) {
        for (CompiledCondition condition : conditions) {
            BitSet own = new BitSet();
            for (Selector selector : selectors(condition, parts)) {
                users.computeIfAbsent(selector, none -> new ArrayList<>()).add(condition);
                own.set(selector.place());
            }
            selectors.put(condition, own);
            condition
                    .dependencies()
                    .facts()
                    .forEach(fact -> asking.computeIfAbsent(fact, none -> new LinkedHashSet<>())
                            .add(condition));
        }
        users.keySet()
                .forEach(selector -> types.computeIfAbsent(selector.type(), none -> new OfType())
                        .add(selector));
        parts.leafNodes().forEach(this::add);
    }

    private void add(Leaf leaf) {
        leaf.selectors()
                .forEach(selector -> leavesBySelector
                        .computeIfAbsent(selector.place(), none -> new BitSet())
                        .set(leaf.place()));
        leaf.fact()
                .ifPresent(fact ->
                        leavesByFact.computeIfAbsent(fact, none -> new BitSet()).set(leaf.place()));
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
        Set<CompiledCondition> touched = new LinkedHashSet<>();
        touchedBy(type, data, selector -> touched.addAll(users.get(selector)));
        return touched;
    }

    void touchedBy(String type, JsonNode data, Consumer<Selector> taker) {
        OfType selectors = types.get(type);
        if (selectors == null) {
            return;
        }
        selectors.others().forEach(selector -> takeIfTouched(selector, data, taker));
        selectors
                .byText()
                .forEach((path, texts) -> Values.each(
                        data,
                        path,
                        value -> Values.text(value)
                                .map(texts::get)
                                .ifPresent(some -> some.forEach(selector -> takeIfTouched(selector, data, taker)))));
    }

    /** A filter that looks at the time may let it in later. */
    private static void takeIfTouched(Selector selector, JsonNode data, Consumer<Selector> taker) {
        if (selector.filter().moves() || selector.filter().holds(data, NO_MATTER_WHEN)) {
            taker.accept(selector);
        }
    }

    BitSet selectors(CompiledCondition condition) {
        return selectors.get(condition);
    }

    BitSet leaves(int selector) {
        return leavesBySelector.get(selector);
    }

    BitSet leaves(Fact fact) {
        return leavesByFact.getOrDefault(fact, new BitSet());
    }

    Collection<CompiledCondition> askingFor(Fact fact) {
        return List.copyOf(asking.getOrDefault(fact, Set.of()));
    }
}
