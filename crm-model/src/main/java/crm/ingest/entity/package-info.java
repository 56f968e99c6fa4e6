/**
 * The words of what comes in: an {@link crm.ingest.entity.Event} with its typed {@link crm.ingest.entity.Payload}, the
 * {@link crm.ingest.entity.Delivery} it arrived in, and the {@link crm.ingest.entity.Rejection} of what fits nothing.
 * Start at {@link crm.ingest.entity.Event}.
 */
package crm.ingest.entity;
