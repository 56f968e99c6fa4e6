/**
 * What the worker asks of the application: decode a delivery, keep {@linkplain crm.ingest.service.PositionStore
 * positions} and {@linkplain crm.ingest.service.DeadLetters dead letters}, hand events to an
 * {@link crm.ingest.service.EventHandler}. Start there.
 *
 * <p>Operators work with dead letters at the {@link crm.ingest.service.DeadLetterDesk} and have them
 * {@linkplain crm.ingest.service.DeadLetterReplays replayed}.
 */
package crm.ingest.service;
