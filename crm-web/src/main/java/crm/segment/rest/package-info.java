/** Segments by HTTP. Start at {@link crm.segment.rest.ClustersResource}. */
package crm.segment.rest;
