/** The first page after the login. Start at {@link crm.home.page.HomePage}. */
package crm.home.page;
