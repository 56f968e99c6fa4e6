package crm.segment.service;

import crm.condition.evaluation.CompiledCondition;
import crm.condition.evaluation.Dependencies;
import crm.condition.evaluation.Fact;
import crm.condition.evaluation.Micros;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** Conditions, and what they look at. */
    record Closure(List<CompiledCondition> conditions, boolean allTypes, Set<String> factTypes, Set<String> types) {

        static Closure of(List<CompiledCondition> conditions) {
            boolean all = false;
            Set<String> factTypes = new HashSet<>();
            Set<String> types = new HashSet<>();
            for (CompiledCondition condition : conditions) {
                for (Fact fact : condition.dependencies().facts()) {
                    Optional<Set<String>> sources = FactSources.of(fact);
                    all |= sources.isEmpty();
                    sources.ifPresent(factTypes::addAll);
                }
                types.addAll(condition.dependencies().types());
            }
            return new Closure(List.copyOf(conditions), all, Set.copyOf(factTypes), Set.copyOf(types));
        }

        /** Whether facts follow from events of a type. */
        boolean tells(String type) {
            return allTypes || factTypes.contains(type);
        }

        /** Whether conditions look at events of a type. */
        boolean looksAt(String type) {
            return types.contains(type);
        }

        /** Whether it asks for what a profile is named. */
        boolean isNamed() {
            return allTypes || !factTypes.isEmpty();
        }

        /** Whether it asks how recently, how often and for how much somebody buys among all who do. */
        boolean asksForRfm() {
            return conditions.stream()
                    .flatMap(condition -> condition.dependencies().facts().stream())
                    .anyMatch(FactSources::ofRfm);
        }

        /** Whether it asks which group of those that were found somebody is in. */
        boolean asksForClusters() {
            return conditions.stream()
                    .flatMap(condition -> condition.dependencies().facts().stream())
                    .anyMatch(FactSources::ofCluster);
        }

        /** From when on which types of events are looked at, at an instant and later; the empty type for all. */
        Map<String, Long> from(long at) {
            Map<String, Long> from = new HashMap<>();
            if (allTypes) {
                from.put("", Micros.ALWAYS);
                return from;
            }
            factTypes.forEach(type -> from.put(type, Micros.ALWAYS));
            for (CompiledCondition condition : conditions) {
                Dependencies dependencies = condition.dependencies();
                for (String type : dependencies.types()) {
                    long needed = at == Micros.ALWAYS ? Micros.ALWAYS : dependencies.neededFrom(type, at);
                    from.merge(type, needed, Math::min);
                }
            }
            return from;
        }
    }
}
