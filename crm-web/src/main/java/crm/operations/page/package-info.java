/** Pages of operators. Start at {@link crm.operations.page.ViolationsPage}. */
package crm.operations.page;
