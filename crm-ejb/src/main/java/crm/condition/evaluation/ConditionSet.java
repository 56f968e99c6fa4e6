package crm.condition.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.Condition;
import crm.condition.language.Definition;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Conditions that are asked together, such as all live segments. What they have in common is looked at once: the same
 * condition in many of them is one, and so is the same choice of events. Immutable, thread-safe; made anew when one of them
 * changes, which takes about a millisecond for a thousand.
 */
public final class ConditionSet {

    private final Map<String, CompiledCondition> conditions;
    private final Parts parts;
    private final Interests interests;
    private final Dependencies dependencies;
    private final Leaf[] leaves;

    private ConditionSet(Map<String, CompiledCondition> conditions, Parts parts) {
        this.conditions = conditions;
        this.parts = parts;
        this.interests = new Interests(conditions.values(), parts);
        this.dependencies = Dependencies.of(conditions.values());
        this.leaves = new Leaf[parts.leaves()];
        parts.leafNodes().forEach(leaf -> leaves[leaf.place()] = leaf);
    }

    public static Builder builder() {
        return new Builder();
    }

    public static ConditionSet of(Collection<Definition> definitions) {
        Builder builder = builder();
        definitions.forEach(one -> builder.add(one.key(), one.where(), one.zone()));
        return builder.build();
    }

    /** Collects conditions. */
    public static final class Builder {

        private final Parts parts = new Parts();
        private final Map<String, CompiledCondition> conditions = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds one.
         *
         * @param name by which it is found; the last one of a name counts
         */
        public Builder add(String name, Condition where, ZoneId zone) {
            conditions.put(name, new CompiledCondition(name, where, zone, new Compiler(parts, zone).compile(where)));
            return this;
        }

        public ConditionSet build() {
            return new ConditionSet(conditions, parts);
        }
    }

    public Optional<CompiledCondition> find(String name) {
        return Optional.ofNullable(conditions.get(name));
    }

    /** In the order in which they were added. */
    public Collection<CompiledCondition> all() {
        return List.copyOf(conditions.values());
    }

    /** Of all together. */
    public Dependencies dependencies() {
        return dependencies;
    }

    /**
     * The conditions whose answer for a profile may change by an event itself: those that look at events of its type with such
     * data. Conditions on facts (traits, consents, other segments, …) are not among them on that account, see {@link
     * #askingFor}; and with the first event of a profile each condition may begin to hold.
     *
     * @param data at least the properties that {@link #dependencies} names for the type
     */
    public Collection<CompiledCondition> touchedBy(String type, JsonNode data) {
        return interests.touchedBy(type, data);
    }

    /**
     * The selectors, by their number, that find an event, or may later: as {@link #touchedBy}, and cheaper.
     *
     * @param data at least the properties that {@link #dependencies} names for the type
     */
    public void touchedBy(String type, JsonNode data, IntConsumer selectors) {
        interests.touchedBy(type, data, selector -> selectors.accept(selector.place()));
    }

    /** How many selectors there are. */
    public int selectors() {
        return parts.selectors().size();
    }

    /** The numbers of the selectors by which a condition looks at events. Not to be changed. */
    public BitSet selectors(CompiledCondition condition) {
        return interests.selectors(condition);
    }

    /** The numbers of the leaves that look at what a selector finds, for {@link Memory#forget}. Not to be changed. */
    public BitSet leaves(int selector) {
        return interests.leaves(selector);
    }

    /** The numbers of the leaves that ask for a fact, for {@link Memory#forget}. Not to be changed. */
    public BitSet leaves(Fact fact) {
        return interests.leaves(fact);
    }

    /** The conditions that ask for a fact. */
    public Collection<CompiledCondition> askingFor(Fact fact) {
        return interests.askingFor(fact);
    }

    /** Of a part of one of its conditions, the outermost included. */
    Node node(CompiledCondition whole, Condition part) {
        return parts.find(part, whole.zone());
    }

    /** The numbers of the leaves of a condition. */
    public BitSet leaves(CompiledCondition condition) {
        BitSet own = new BitSet();
        collect(condition.condition(), condition.zone(), own);
        return own;
    }

    private void collect(Condition condition, ZoneId zone, BitSet own) {
        if (parts.find(condition, zone) instanceof Leaf leaf) {
            own.set(leaf.place());
        }
        condition.parts().forEach(part -> collect(part, zone, own));
    }

    Leaf leaf(int place) {
        return leaves[place];
    }

    /** How many leaves there are. */
    public int leaves() {
        return leaves.length;
    }
}
