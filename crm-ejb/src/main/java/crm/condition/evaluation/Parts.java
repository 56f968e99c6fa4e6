package crm.condition.evaluation;

import crm.condition.language.Condition;
import crm.condition.language.PropertyCheck;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the conditions of a set are made of, each part once, while the set is being built. */
final class Parts {

    private record NodeKey(Condition condition, ZoneId zone) {}

    private record SelectorKey(String type, List<PropertyCheck> where, ZoneId zone) {}

    private final Map<NodeKey, Node> nodes = new HashMap<>();
    private final Map<SelectorKey, Selector> selectors = new HashMap<>();
    private final List<Selector> inOrder = new ArrayList<>();
    private int leaves;

    Node node(Condition condition, ZoneId zone, Supplier<Node> making) {
        NodeKey key = new NodeKey(condition, Zones.ofMeaning(condition, zone));
        Node known = nodes.get(key);
        if (known == null) {
            known = making.get();
            nodes.put(key, known);
        }
        return known;
    }

    /** One that is there. */
    Node find(Condition condition, ZoneId zone) {
        return Optional.ofNullable(nodes.get(new NodeKey(condition, Zones.ofMeaning(condition, zone))))
                .orElseThrow();
    }

    Selector selector(String type, List<PropertyCheck> where, ZoneId zone) {
        SelectorKey key = new SelectorKey(type, List.copyOf(where), Zones.ofMeaning(where, zone));
        return selectors.computeIfAbsent(key, none -> {
            Filter filter = new Filter(where, new ValueChecks(zone, List.of()));
            Selector selector = new Selector(inOrder.size(), type, filter, EqualityHint.of(where));
            inOrder.add(selector);
            return selector;
        });
    }

    int nextLeaf() {
        return leaves++;
    }

    Stream<Leaf> leafNodes() {
        return nodes.values().stream().filter(Leaf.class::isInstance).map(Leaf.class::cast);
    }

    int leaves() {
        return leaves;
    }

    List<Selector> selectors() {
        return inOrder;
    }
}
