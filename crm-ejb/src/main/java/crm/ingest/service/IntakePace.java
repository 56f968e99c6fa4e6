package crm.ingest.service;

import crm.ingest.entity.IntakeRefused;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How fast each account may send, on this node. Thread-safe. */
final class IntakePace {

    private final IntakeSettings settings;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    IntakePace(IntakeSettings settings) {
        this.settings = settings;
    }

    /** @throws IntakeRefused if so many events now would be too fast */
    void spend(String account, int events) {
        ConsumptionProbe probe = buckets.computeIfAbsent(account, this::bucket).tryConsumeAndReturnRemaining(events);
        if (!probe.isConsumed()) {
            throw IntakeRefused.busy(
                    "More than " + settings.rate() + " events a second were sent by this account; wait and send again.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket(String account) {
        return Bucket.builder()
                .addLimit(
                        limit -> limit.capacity(settings.burst()).refillGreedy(settings.rate(), Duration.ofSeconds(1)))
                .build();
    }
}
