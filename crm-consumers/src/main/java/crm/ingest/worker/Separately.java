package crm.ingest.worker;

import crm.ingest.entity.PartitionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Does for many partitions at once what one of them can spoil, without a leader or with its row locked, and then for
 * halves of them, so that the others do not wait with it. Halves take turns: those that are sound come first.
 */
final class Separately {

    private static final String LOCK_TIMEOUT = "55P03";

    private final InstantSource clock;
    private final Duration patience;

    Separately(InstantSource clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /** Those for which it was not done, and the last reason. */
    record Rest(List<PartitionId> of, RuntimeException failure) {}

    Optional<Rest> attempt(List<PartitionId> partitions, Consumer<List<PartitionId>> action) {
        Instant limit = clock.instant().plus(patience);
        Deque<List<PartitionId>> left = new ArrayDeque<>(List.of(partitions));
        List<PartitionId> failed = new ArrayList<>();
        RuntimeException last = null;
        while (!left.isEmpty()) {
            List<PartitionId> part = left.remove();
            try {
                action.accept(part);
            } catch (RuntimeException e) {
                last = e;
                divide(part, left, failed);
                if (!ofOne(e) || clock.instant().isAfter(limit)) {
                    left.forEach(failed::addAll);
                    left.clear();
                }
            }
        }
        return Optional.ofNullable(last).map(failure -> new Rest(failed, failure));
    }

    private static void divide(List<PartitionId> part, Deque<List<PartitionId>> left, List<PartitionId> failed) {
        if (part.size() == 1) {
            failed.addAll(part);
        } else {
            left.add(part.subList(0, part.size() / 2));
            left.add(part.subList(part.size() / 2, part.size()));
        }
    }

    /** Whether one partition's trouble can be all there is. */
    private static boolean ofOne(RuntimeException failure) {
        List<Throwable> causes = Causes.of(failure);
        return causes.stream().anyMatch(TimeoutException.class::isInstance)
                || Causes.sqlState(causes).filter(LOCK_TIMEOUT::equals).isPresent();
    }
}
