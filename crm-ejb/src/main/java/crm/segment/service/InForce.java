package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.ConditionSet;
import crm.condition.evaluation.Fact;
import crm.condition.language.Definition;
import crm.profile.rfm.ThresholdsInForce;
import crm.profile.store.ThresholdRows;
import crm.segment.entity.OwnTrait;
import crm.segment.entity.SegmentState;
import crm.segment.store.DefinitionRows;
import crm.segment.store.DefinitionRows.Segment;
import crm.segment.store.DefinitionRows.Version;
import crm.segment.store.TraitRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The definitions in force, as of one number of {@link DefinitionRows#held}. Immutable. */
final class InForce {

    private static final BitSet NONE = new BitSet();

    private final long epoch;
    private final ConditionSet set;
    private final Map<Integer, Kept> kept = new LinkedHashMap<>();
    private final Kept.Closure everything;
    private final Set<String> types;
    private final Set<Fact> facts;
    private final List<Kept> inOrder = new ArrayList<>();
    /** By selector, fact type, and whatever happens: whose answer an event can change. */
    private final Touched[] bySelector;

    private final Map<String, Touched> byFactType = new HashMap<>();
    private final Touched byAnyType = new Touched();
    /** By leaf, whose own condition has it. */
    private final BitSet[] byLeaf;
    /** Those that hang on the answers of others, or are measures. */
    private final BitSet hanging = new BitSet();
    /** The leaves that ask for the answers of others. */
    private final BitSet asking = new BitSet();

    /**
     * What events can change.
     *
     * @param kept by place, whose answers
     * @param leaves of the set of conditions
     */
    record Touched(BitSet kept, BitSet leaves) {

        Touched() {
            this(new BitSet(), new BitSet());
        }

        void add(Touched other) {
            kept.or(other.kept);
            leaves.or(other.leaves);
        }
    }

    /** By which measures are found among conditions; no key of a segment begins so. */
    private static final String TRAIT = "trait:";

    /** Of scores, where they are remembered. */
    private final Optional<ThresholdsInForce> thresholds;

    /** One that is compiled, and whether its memberships are kept. */
    private record Named(String name, Version version, boolean keeps, boolean announced) {}

    private InForce(
            long epoch, List<Named> all, Set<String> keys, List<OwnTrait> traits, ThresholdsInForce thresholds) {
        this.thresholds = Optional.of(thresholds);
        this.epoch = epoch;
        ConditionSet.Builder builder = ConditionSet.builder();
        for (Named one : all) {
            Definition definition = Definitions.stored(one.version().version().definition(), keys);
            builder.add(one.name(), definition.where(), definition.zone());
        }
        addTraits(traits, builder);
        this.set = builder.build();
        this.types = set.dependencies().types();
        this.facts = Set.copyOf(set.dependencies().facts());
        this.bySelector = new Touched[set.selectors()];
        for (int i = 0; i < bySelector.length; i++) {
            bySelector[i] = new Touched(new BitSet(), (BitSet) set.leaves(i).clone());
        }
        this.byLeaf = new BitSet[set.leaves()];
        set.all().forEach(this::follow);
        all.stream().filter(Named::keeps).forEach(this::keep);
        traits.forEach(this::keep);
        this.everything = Kept.Closure.of(set.all());
    }

    private InForce(ConditionSet set) {
        this.thresholds = Optional.empty();
        this.epoch = 0;
        this.set = set;
        this.types = set.dependencies().types();
        this.facts = Set.copyOf(set.dependencies().facts());
        this.bySelector = new Touched[0];
        this.byLeaf = new BitSet[0];
        this.everything = Kept.Closure.of(set.all());
    }

    /** Conditions to ask, with the segments they refer to; no memberships are kept by them. */
    static InForce asked(ConditionSet set) {
        return new InForce(set);
    }

    /** The leaves that ask for the facts of a condition, and those that ask for the condition itself. */
    private void follow(CompiledCondition condition) {
        for (Fact fact : condition.dependencies().facts()) {
            if (!(fact instanceof Fact.Segment)) {
                touchedByFact(fact).forEach(touched -> touched.leaves().or(set.leaves(fact)));
            }
        }
        BitSet users = asking(condition);
        if (!users.isEmpty()) {
            asking.or(users);
            eachTouching(closing(condition), touched -> touched.leaves().or(users));
        }
    }

    /** The leaves that ask for it as a segment or a trait. */
    private BitSet asking(CompiledCondition condition) {
        BitSet users = (BitSet) set.leaves(new Fact.Segment(condition.name())).clone();
        set.dependencies().facts().stream()
                .filter(fact -> trait(fact).equals(Optional.of(condition)))
                .forEach(fact -> users.or(set.leaves(fact)));
        return users;
    }

    private List<Touched> touchedByFact(Fact fact) {
        Optional<Set<String>> sources = FactSources.of(fact);
        return sources.isEmpty()
                ? List.of(byAnyType)
                : sources.get().stream()
                        .map(type -> byFactType.computeIfAbsent(type, none -> new Touched()))
                        .toList();
    }

    private void eachTouching(Set<CompiledCondition> closure, Consumer<Touched> taker) {
        for (CompiledCondition part : closure) {
            set.selectors(part).stream().forEach(selector -> taker.accept(bySelector[selector]));
            part.dependencies().facts().forEach(fact -> touchedByFact(fact).forEach(taker));
        }
    }

    /** So that conditions that are asked can look at them. */
    static void addTraits(List<OwnTrait> traits, ConditionSet.Builder builder) {
        for (OwnTrait trait : traits) {
            Definition definition = OwnTraits.stored(trait);
            builder.add(TRAIT + trait.key(), definition.where(), definition.zone());
        }
    }

    private void keep(OwnTrait trait) {
        CompiledCondition condition = set.find(TRAIT + trait.key()).orElseThrow();
        Set<CompiledCondition> closure = closing(condition);
        keep(
                new Kept(
                        inOrder.size(),
                        Kept.ofTrait(trait.id()),
                        trait.key(),
                        0,
                        false,
                        false,
                        condition,
                        Kept.Closure.of(closure)),
                closure);
    }

    private void keep(Named one) {
        CompiledCondition condition = set.find(one.name()).orElseThrow();
        Set<CompiledCondition> closure = closing(condition);
        Kept version = new Kept(
                inOrder.size(),
                one.version().id(),
                one.version().key(),
                one.version().version().version(),
                one.announced(),
                one.version().pass().equals(Optional.of(Handover.PASS)),
                condition,
                Kept.Closure.of(closure));
        keep(version, closure);
    }

    private void keep(Kept version, Set<CompiledCondition> closure) {
        kept.put(version.id(), version);
        inOrder.add(version);
        eachTouching(closure, touched -> touched.kept().set(version.place()));
        if (closure.size() > 1 || version.isTrait()) {
            hanging.set(version.place());
        }
        set.leaves(version.condition()).stream().forEach(leaf -> {
            byLeaf[leaf] = byLeaf[leaf] == null ? new BitSet() : byLeaf[leaf];
            byLeaf[leaf].set(version.place());
        });
    }

    /** What one of the conditions looks at, itself or through the segments it refers to. */
    Kept.Closure closure(CompiledCondition condition) {
        return Kept.Closure.of(closing(condition));
    }

    private Set<CompiledCondition> closing(CompiledCondition condition) {
        Set<CompiledCondition> closure = new LinkedHashSet<>();
        close(condition, closure);
        return closure;
    }

    private void close(CompiledCondition condition, Set<CompiledCondition> closure) {
        if (closure.add(condition)) {
            for (Fact fact : condition.dependencies().facts()) {
                if (fact instanceof Fact.Segment segment) {
                    set.find(segment.key()).ifPresent(other -> close(other, closure));
                }
                trait(fact).ifPresent(measure -> close(measure, closure));
            }
        }
    }

    /** The measure of a trait that somebody has defined, if the fact is one. */
    Optional<CompiledCondition> trait(Fact fact) {
        return OwnTraits.key(fact).flatMap(key -> set.find(TRAIT + key));
    }

    Optional<ThresholdsInForce> thresholds() {
        return thresholds;
    }

    /** All that is asked for besides events. */
    Set<Fact> facts() {
        return facts;
    }

    /** All that are kept. */
    List<Kept> all() {
        return List.copyOf(inOrder);
    }

    static InForce read(long epoch, DefinitionRows rows, TraitRows traits, ThresholdRows thresholds)
            throws SQLException {
        Map<String, Segment> segments =
                rows.segments().stream().collect(Collectors.toMap(Segment::key, segment -> segment));
        List<Named> all = new ArrayList<>();
        for (Version version : rows.current()) {
            Segment segment = segments.get(version.key());
            if (segment.live().equals(Optional.of(version.id()))) {
                boolean live = segment.state() == SegmentState.LIVE;
                all.add(new Named(version.key(), version, live, live));
            } else {
                all.add(new Named(version.key() + '@' + version.version().version(), version, true, false));
            }
        }
        return new InForce(epoch, all, segments.keySet(), traits.all(), new ThresholdsInForce(thresholds.all()));
    }

    long epoch() {
        return epoch;
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    ConditionSet set() {
        return set;
    }

    Optional<Kept> find(int version) {
        return Optional.ofNullable(kept.get(version));
    }

    /** Of all together. */
    Kept.Closure everything() {
        return everything;
    }

    /** By place. */
    Kept at(int place) {
        return inOrder.get(place);
    }

    int size() {
        return inOrder.size();
    }

    /** By place, those whose own condition has a leaf. Not to be changed. */
    BitSet having(int leaf) {
        return byLeaf[leaf] == null ? NONE : byLeaf[leaf];
    }

    /** By place, those that hang on the answers of others, or are measures. Not to be changed. */
    BitSet hanging() {
        return hanging;
    }

    /** The leaves that ask for the answers of others. Not to be changed. */
    BitSet asking() {
        return asking;
    }

    /** Those whose members are yet to be told. */
    List<Kept> handingOver() {
        return inOrder.stream().filter(Kept::handingOver).toList();
    }

    /** Adds what an event can change. */
    void touchedBy(String type, Supplier<JsonNode> data, Touched touched) {
        touched.add(byAnyType);
        Touched byFact = byFactType.get(type);
        if (byFact != null) {
            touched.add(byFact);
        }
        if (types.contains(type)) {
            set.touchedBy(type, data.get(), selector -> touched.add(bySelector[selector]));
        }
    }
}
