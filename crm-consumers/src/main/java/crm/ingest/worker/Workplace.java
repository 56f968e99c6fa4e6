package crm.ingest.worker;

import crm.ingest.entity.Bulletin;
import crm.ingest.service.EventDecoder;
import crm.ingest.service.FreshnessService;
import crm.ingest.service.PositionStore;
import crm.ingest.service.RebalanceDiary;
import java.time.Duration;
import java.util.function.Supplier;

/** What the application gives its workers; all of it may be used by all of them at once. */
record Workplace(
        KafkaClients clients,
        BatchSettings settings,
        Topics topics,
        EventDecoder decoder,
        PositionStore positions,
        BatchTransaction transaction,
        FreshnessService freshness,
        RebalanceDiary diary,
        ServiceTimes times,
        Suspension suspension,
        Supplier<Bulletin> bulletin,
        WorkerTelemetry telemetry) {

    private static final Duration MOST = Duration.ofSeconds(1);
    private static final int SHARE = 10;

    /**
     * How long a transaction may take now. Where records are applied late, a tenth of that: nobody notices, and of a large
     * batch each costs less.
     */
    Duration budget() {
        Duration late = freshness.leeway().dividedBy(SHARE);
        Duration most = late.compareTo(MOST) > 0 ? MOST : late;
        return most.compareTo(settings.budget()) > 0 ? most : settings.budget();
    }

    /** Whether no other node could take over what a worker of this one leaves. */
    boolean alone() {
        return bulletin.get().nodes().size() <= 1;
    }
}
