/** The pages to log in and out, of accounts, and of one's own. Start at {@link crm.access.page.LoginPage}. */
package crm.access.page;
