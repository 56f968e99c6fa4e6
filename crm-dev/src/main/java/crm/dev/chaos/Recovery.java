package crm.dev.chaos;

import crm.dev.lab.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/** How long it takes until every partition that had something to apply when something broke has moved on, or is done. */
final class Recovery implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Standing standing;
    private final Map<TopicPartition, Long> behind;
    private final long began = System.nanoTime();
    private final CompletableFuture<Duration> lasted = new CompletableFuture<>();

    /** Begins now. */
    static Recovery of(Site site, Standing standing) {
        return new Recovery(site, standing.behind().orElse(Map.of()));
    }

    private Recovery(Site site, Map<TopicPartition, Long> behind) {
        this.standing = new Standing(site);
        this.behind = behind;
        Thread thread = new Thread(this::watch, "recovery");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            boolean recovered = Deadline.in(PATIENCE).await(this::isOver);
            lasted.complete(recovered ? Duration.ofNanos(System.nanoTime() - began) : Duration.ofSeconds(-1));
        } catch (RuntimeException e) {
            lasted.completeExceptionally(e);
        }
    }

    private boolean isOver() {
        Optional<Map<TopicPartition, Long>> now = standing.behind();
        return now.isPresent()
                && behind.entrySet().stream()
                        .allMatch(was -> now.get().getOrDefault(was.getKey(), Long.MAX_VALUE) > was.getValue());
    }

    /** Empty if it took too long. */
    Optional<Duration> await() {
        return Optional.of(lasted.join()).filter(duration -> !duration.isNegative());
    }

    @Override
    public void close() {
        standing.close();
    }
}
