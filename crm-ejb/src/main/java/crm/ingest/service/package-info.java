/**
 * What the worker asks of the application: decode a delivery, keep positions and dead letters, hand events to an
 * {@link crm.ingest.service.EventHandler}. Start there.
 */
package crm.ingest.service;
