/** Segments over HTTP. Start at {@link crm.segment.rest.SegmentsResource}. */
package crm.segment.rest;
