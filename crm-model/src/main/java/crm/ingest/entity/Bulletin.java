package crm.ingest.entity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What each node has to know of the others and of what operators have decided, as the database had it at one moment.
 *
 * @param nodes those that live, by name, with their crews by group
 * @param plans by group
 * @param holds of all groups
 * @param epochs of the positions, by group
 */
public record Bulletin(
        SortedMap<String, Map<String, Crew>> nodes,
        Map<String, GroupPlan> plans,
        List<Hold> holds,
        Map<String, Map<PartitionId, Long>> epochs) {

    /** Nothing known yet. */
    public static final Bulletin NONE = new Bulletin(new TreeMap<>(), Map.of(), List.of(), Map.of());

    private static final Crew NOBODY = new Crew(0, 0);

    /** The workers that a group shall have in total over all nodes. */
    public int wanted(String group) {
        return plan(group)
                .workers()
                .orElseGet(() -> nodes.values().stream()
                        .mapToInt(crews -> crews.getOrDefault(group, NOBODY).configured())
                        .sum());
    }

    /**
     * How many of them a node runs: the total is split evenly, and what is left over goes to the first nodes by name, so all
     * nodes come to the same answer without a word.
     *
     * @param configured what its own configuration says, which counts while nothing is decided
     */
    public int share(String group, String node, int configured) {
        if (plan(group).workers().isEmpty()) {
            return configured;
        }
        SortedSet<String> names = new TreeSet<>(nodes.keySet());
        names.add(node);
        int total = plan(group).workers().getAsInt();
        return total / names.size() + (names.headSet(node).size() < total % names.size() ? 1 : 0);
    }

    public GroupPlan plan(String group) {
        return plans.getOrDefault(group, GroupPlan.NONE);
    }

    /** Why a partition stands still, empty while it flows. */
    public List<Hold.Reason> held(String group, PartitionId partition) {
        return holds.stream()
                .filter(hold -> hold.covers(group, partition))
                .map(Hold::reason)
                .distinct()
                .sorted()
                .toList();
    }

    /** The epoch under which a partition's position stands, 0 for one that was never claimed. */
    public long epoch(String group, PartitionId partition) {
        return epochs.getOrDefault(group, Map.of()).getOrDefault(partition, 0L);
    }

    /** The same with nodes that were there before, for a node that has missed how they went on. */
    public Bulletin with(Map<String, Map<String, Crew>> others) {
        SortedMap<String, Map<String, Crew>> all = new TreeMap<>(new HashMap<>(others));
        all.putAll(nodes);
        return new Bulletin(all, plans, holds, epochs);
    }
}
