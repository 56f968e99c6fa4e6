package crm.ingest.worker;

import crm.ingest.service.EventDecoder;
import crm.ingest.service.FreshnessService;
import crm.ingest.service.PositionStore;

/** What the application gives its workers; all of it may be used by all of them at once. */
record Workplace(
        KafkaClients clients,
        Topics topics,
        EventDecoder decoder,
        PositionStore positions,
        BatchTransaction transaction,
        FreshnessService freshness,
        Suspension suspension,
        WorkerTelemetry telemetry) {}
