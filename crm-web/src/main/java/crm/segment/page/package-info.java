/** Segments for marketers: found, put together, looked into. Start at {@link crm.segment.page.ListClustersPage}. */
package crm.segment.page;
