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
 * A version whose memberships are kept current.
 *
 * @param announced whether it serves, so that others are told of changes
 * @param handingOver whether members are yet to be told that it serves
 * @param closure its condition and those of the segments it refers to, itself or through others
 */
record Kept(
        int id,
        String key,
        int version,
        boolean announced,
        boolean handingOver,
        CompiledCondition condition,
        Closure closure) {

    /** Conditions, and what they look at. */
    record Closure(List<CompiledCondition> conditions, boolean allTypes, Set<String> factTypes) {

        static Closure of(List<CompiledCondition> conditions) {
            boolean all = false;
            Set<String> types = new HashSet<>();
            for (CompiledCondition condition : conditions) {
                for (Fact fact : condition.dependencies().facts()) {
                    Optional<Set<String>> sources = FactSources.of(fact);
                    all |= sources.isEmpty();
                    sources.ifPresent(types::addAll);
                }
            }
            return new Closure(List.copyOf(conditions), all, Set.copyOf(types));
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
