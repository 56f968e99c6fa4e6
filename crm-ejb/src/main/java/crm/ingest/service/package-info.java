/**
 * What the worker asks of the application: decode a delivery, keep {@linkplain crm.ingest.service.PositionStore
 * positions} and {@linkplain crm.ingest.service.DeadLetters dead letters}, hand events to an
 * {@link crm.ingest.service.EventHandler}. Start there.
 */
package crm.ingest.service;
