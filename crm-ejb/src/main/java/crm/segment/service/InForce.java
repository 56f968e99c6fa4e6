package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.ConditionSet;
import crm.condition.evaluation.Fact;
import crm.condition.language.Definition;
import crm.ingest.entity.Event;
import crm.profile.rfm.ThresholdsInForce;
import crm.profile.store.ThresholdRows;
import crm.segment.entity.SegmentState;
import crm.segment.store.DefinitionRows;
import crm.segment.store.DefinitionRows.Segment;
import crm.segment.store.DefinitionRows.Version;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The definitions in force, as of one number of {@link DefinitionRows#held}. Immutable. */
final class InForce {

    private final long epoch;
    private final ConditionSet set;
    private final Map<Integer, Kept> kept = new LinkedHashMap<>();
    private final Kept.Closure everything;
    private final Set<String> types;
    private final Map<String, Set<Kept>> byFactType = new HashMap<>();
    private final Set<Kept> byAnyType = new HashSet<>();
    /** By the name of a condition, those whose answer may be another if its is. */
    private final Map<String, Set<Kept>> dependents = new HashMap<>();

    private final Optional<ThresholdsInForce> thresholds;

    /** One that is compiled, and whether its memberships are kept. */
    private record Named(String name, Version version, boolean keeps, boolean announced) {}

    private InForce(long epoch, List<Named> all, Set<String> keys, ThresholdsInForce thresholds) {
        this.epoch = epoch;
        this.thresholds = Optional.of(thresholds);
        ConditionSet.Builder builder = ConditionSet.builder();
        for (Named one : all) {
            Definition definition = Definitions.stored(one.version().version().definition(), keys);
            builder.add(one.name(), definition.where(), definition.zone());
        }
        this.set = builder.build();
        this.types = set.dependencies().types();
        all.stream().filter(Named::keeps).forEach(this::keep);
        this.everything = Kept.Closure.of(List.copyOf(set.all()));
    }

    private InForce(ConditionSet set) {
        this.epoch = 0;
        this.thresholds = Optional.empty();
        this.set = set;
        this.types = set.dependencies().types();
        this.everything = Kept.Closure.of(List.copyOf(set.all()));
    }

    /** Conditions to ask, with the segments they refer to; no memberships are kept by them. */
    static InForce asked(ConditionSet set) {
        return new InForce(set);
    }

    /** What one of the conditions looks at, itself or through the segments it refers to. */
    Kept.Closure closure(CompiledCondition condition) {
        Set<CompiledCondition> closure = new LinkedHashSet<>();
        close(condition, closure);
        return Kept.Closure.of(List.copyOf(closure));
    }

    private void keep(Named one) {
        CompiledCondition condition = set.find(one.name()).orElseThrow();
        Set<CompiledCondition> closure = new LinkedHashSet<>();
        close(condition, closure);
        Kept version = new Kept(
                one.version().id(),
                one.version().key(),
                one.version().version().version(),
                one.announced(),
                one.version().pass().equals(Optional.of(Handover.PASS)),
                condition,
                Kept.Closure.of(List.copyOf(closure)));
        kept.put(version.id(), version);
        closure.forEach(part -> dependents
                .computeIfAbsent(part.name(), none -> new LinkedHashSet<>())
                .add(version));
        if (version.closure().allTypes()) {
            byAnyType.add(version);
        }
        version.closure()
                .factTypes()
                .forEach(type -> byFactType
                        .computeIfAbsent(type, none -> new LinkedHashSet<>())
                        .add(version));
    }

    private void close(CompiledCondition condition, Set<CompiledCondition> closure) {
        if (closure.add(condition)) {
            for (Fact fact : condition.dependencies().facts()) {
                if (fact instanceof Fact.Segment segment) {
                    set.find(segment.key()).ifPresent(other -> close(other, closure));
                }
            }
        }
    }

    static InForce read(long epoch, DefinitionRows rows, ThresholdRows thresholds) throws SQLException {
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
        return new InForce(epoch, all, segments.keySet(), new ThresholdsInForce(thresholds.all()));
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

    Collection<Kept> all() {
        return kept.values();
    }

    Optional<Kept> find(int version) {
        return Optional.ofNullable(kept.get(version));
    }

    /** Of scores, where they are remembered. */
    Optional<ThresholdsInForce> thresholds() {
        return thresholds;
    }

    /** Of all together. */
    Kept.Closure everything() {
        return everything;
    }

    /** Those whose answer an event can change; adds them. */
    void touchedBy(Event event, Set<Kept> touched) {
        touched.addAll(byAnyType);
        touched.addAll(byFactType.getOrDefault(event.type(), Set.of()));
        if (types.contains(event.type())) {
            JsonNode data = Words.json(event.data());
            set.touchedBy(event.type(), data)
                    .forEach(condition -> touched.addAll(dependents.getOrDefault(condition.name(), Set.of())));
        }
    }
}
