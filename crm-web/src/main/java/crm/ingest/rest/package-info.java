/**
 * Events in by HTTP, their schemas, and how bare JSON becomes events. Start at
 * {@link crm.ingest.rest.EventsResource}.
 */
package crm.ingest.rest;
