/**
 * The consumer-group worker: reads partitions, hands batches to an {@link crm.ingest.service.EventHandler}, keeps the
 * effect of every record exactly once. The {@link crm.ingest.worker.Supervisor} starts
 * {@link crm.ingest.worker.Worker}s; what one of them does again and again is in {@link crm.ingest.worker.PollLoop}.
 */
package crm.ingest.worker;
