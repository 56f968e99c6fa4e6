package crm.segment.service;

import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.Dependencies;
import crm.condition.evaluation.Fact;
import crm.condition.evaluation.Micros;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A version whose memberships are kept current, or a measure whose value is.
 *
 * @param place among all that are kept
 * @param announced whether it serves, so that others are told of changes
 * @param handingOver whether members are yet to be told that it serves
 * @param closure its condition and those of the segments it refers to, itself or through others
 */
record Kept(
        int place,
        int id,
        String key,
        int version,
        boolean announced,
        boolean handingOver,
        CompiledCondition condition,
        Closure closure) {

    /** The id of the kept measure of a trait, which no version has. */
    static int ofTrait(int trait) {
        return -trait;
    }

    /** Whether it is a measure whose value is kept, instead of a condition whose members are. */
    boolean isTrait() {
        return id < 0;
    }

    int trait() {
        return -id;
    }

    /**
     * What conditions look at together.
     *
     * @param allTypes whether facts follow from events of all types
     * @param factTypes from which facts follow, otherwise
     * @param asksForRfm whether it is asked how recently, how often and for how much somebody buys among all who do
     * @param asksForClusters whether it is asked which group of those that were found somebody is in
     */
    record Closure(
            Dependencies dependencies,
            boolean allTypes,
            Set<String> factTypes,
            boolean asksForRfm,
            boolean asksForClusters) {

        static Closure of(Collection<CompiledCondition> conditions) {
            Dependencies dependencies = Dependencies.of(conditions);
            Set<Fact> facts = dependencies.facts();
            List<Optional<Set<String>>> sources =
                    facts.stream().map(FactSources::of).toList();
            return new Closure(
                    dependencies,
                    sources.stream().anyMatch(Optional::isEmpty),
                    sources.stream()
                            .flatMap(some -> some.orElse(Set.of()).stream())
                            .collect(Collectors.toUnmodifiableSet()),
                    facts.stream().anyMatch(FactSources::ofRfm),
                    facts.stream().anyMatch(FactSources::ofCluster));
        }

        /** Whether facts follow from events of a type. */
        boolean tells(String type) {
            return allTypes || factTypes.contains(type);
        }

        /** Of events that conditions look at. */
        Set<String> types() {
            return dependencies.types();
        }

        /** Whether it asks for what a profile is named. */
        boolean isNamed() {
            return allTypes || !factTypes.isEmpty();
        }

        /** From when on which types of events are looked at, at an instant and later; the empty type for all. */
        Map<String, Long> from(long at) {
            if (allTypes) {
                return Map.of("", Micros.ALWAYS);
            }
            Map<String, Long> from = new HashMap<>();
            types().forEach(type ->
                    from.put(type, at == Micros.ALWAYS ? Micros.ALWAYS : dependencies.neededFrom(type, at)));
            factTypes.forEach(type -> from.put(type, Micros.ALWAYS));
            return from;
        }
    }
}
