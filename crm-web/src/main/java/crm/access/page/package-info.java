/** The pages to log in and out. Start at {@link crm.access.page.LoginPage}. */
package crm.access.page;
