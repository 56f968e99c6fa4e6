/**
 * The words of what comes in: an {@link crm.ingest.entity.Event} with its typed {@link crm.ingest.entity.Payload}, the
 * {@link crm.ingest.entity.Delivery} it arrived in, and the {@link crm.ingest.entity.Rejection} of what fits nothing,
 * which becomes a {@link crm.ingest.entity.DeadLetter}. Start at {@link crm.ingest.entity.Event}.
 *
 * <p>A worker reads a partition under a {@link crm.ingest.entity.Claim} and moves the group's
 * {@link crm.ingest.entity.Position} by an {@link crm.ingest.entity.Advance}; a range that nobody can read any more is
 * a {@link crm.ingest.entity.Loss}.
 */
package crm.ingest.entity;
