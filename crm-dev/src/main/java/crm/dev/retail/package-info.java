/**
 * Online Retail, a public data set of a shop's invoices, as events of the platform: read, generated, mapped, replayed.
 *
 * <p>{@link crm.dev.retail.OnlineRetail} is the mapping and the place that defines it; it is pure, so tests compute from the
 * same rows what the platform must say.
 */
package crm.dev.retail;
