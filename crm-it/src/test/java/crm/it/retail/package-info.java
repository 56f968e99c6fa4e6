/** A real shop's history, replayed and compared with the file itself. Start at {@link crm.it.retail.Shop}. */
package crm.it.retail;
