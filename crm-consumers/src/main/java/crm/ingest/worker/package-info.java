/**
 * The consumer-group worker: reads partitions, hands batches to an {@link crm.ingest.service.EventHandler}, keeps the
 * effect of every record exactly once. The {@link crm.ingest.worker.Supervisor} starts
 * {@link crm.ingest.worker.Worker}s; what one of them does again and again is in {@link crm.ingest.worker.PollLoop}.
 *
 * <p>Dead letters go to their group again by the {@link crm.ingest.worker.Replayer}, and to their topic by the
 * {@link crm.ingest.worker.DeadLetterPublisher}.
 */
package crm.ingest.worker;
