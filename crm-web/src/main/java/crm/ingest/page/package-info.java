/** How bare JSON becomes events, for administrators. Start at {@link crm.ingest.page.ListMappingsPage}. */
package crm.ingest.page;
