package crm.ingest.worker;

import crm.ingest.entity.Bulletin;
import crm.ingest.service.EventDecoder;
import crm.ingest.service.FreshnessService;
import crm.ingest.service.PositionStore;
import crm.ingest.service.RebalanceDiary;
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

    /** Whether no other node could take over what a worker of this one leaves. */
    boolean alone() {
        return bulletin.get().nodes().size() <= 1;
    }
}
