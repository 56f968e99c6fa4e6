/** The statements of segments, each over whole columns. */
package crm.segment.store;
