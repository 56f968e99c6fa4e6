package crm.ingest.worker;

import crm.ingest.entity.Advance;
import crm.ingest.entity.Claim;
import crm.ingest.entity.PartitionId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which partitions a worker holds. Kafka assigns one, the database grants the claim; only then is it owned. One that is
 * held stays assigned and is not claimed until it is lifted. Kafka's own
 * view of the assignment is never asked: it may still show what is lost. For the worker's thread only.
 */
final class Partitions {

    private final Map<PartitionId, Claim> owned = new TreeMap<>();
    private final Map<PartitionId, Instant> waiting = new TreeMap<>();
    private final Set<PartitionId> held = new TreeSet<>();

    /** By Kafka; to be claimed at once. */
    void assigned(Collection<PartitionId> partitions, Instant now) {
        partitions.forEach(partition -> waitFor(partition, now));
    }

    /** By Kafka, whether asked to give them up or told that they are lost. */
    void revoked(Collection<PartitionId> partitions) {
        partitions.forEach(owned::remove);
        partitions.forEach(waiting::remove);
        partitions.forEach(held::remove);
    }

    /** By the database. One that Kafka has taken away since stays away. */
    void claimed(Claim claim) {
        if (waiting.remove(claim.partition()) != null) {
            owned.put(claim.partition(), claim);
        }
    }

    void advanced(Advance advance) {
        owned.computeIfPresent(advance.partition(), (partition, claim) -> claim.after(advance));
    }

    /** Not owned any more, still assigned: to be claimed again at that instant, unless Kafka takes it away before. */
    void released(Collection<PartitionId> partitions, Instant due) {
        partitions.stream().filter(this::assigned).forEach(partition -> waitFor(partition, due));
    }

    private void waitFor(PartitionId partition, Instant due) {
        owned.remove(partition);
        held.remove(partition);
        waiting.put(partition, due);
    }

    /** Not owned any more, still assigned, and to be left alone until they are released. */
    void hold(Collection<PartitionId> partitions) {
        for (PartitionId partition : partitions) {
            if (assigned(partition)) {
                owned.remove(partition);
                waiting.remove(partition);
                held.add(partition);
            }
        }
    }

    /** Those that were told to be held. */
    Set<PartitionId> held() {
        return Set.copyOf(held);
    }

    /** Assigned, not owned, and their time has come. */
    List<PartitionId> due(Instant now) {
        return waiting.entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether all that is assigned is owned, or held. */
    boolean complete() {
        return waiting.isEmpty();
    }

    Optional<Claim> claim(PartitionId partition) {
        return Optional.ofNullable(owned.get(partition));
    }

    Collection<Claim> owned() {
        return List.copyOf(owned.values());
    }

    /** Owned, waiting or held. */
    Set<PartitionId> all() {
        Set<PartitionId> all = new TreeSet<>(held);
        all.addAll(owned.keySet());
        all.addAll(waiting.keySet());
        return all;
    }

    private boolean assigned(PartitionId partition) {
        return owned.containsKey(partition) || waiting.containsKey(partition) || held.contains(partition);
    }
}
