/** Segments for marketers: found, put together, looked into. Start at {@link crm.segment.page.ListSegmentsPage}. */
package crm.segment.page;
