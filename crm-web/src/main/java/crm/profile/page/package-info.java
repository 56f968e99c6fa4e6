/**
 * Customers on pages: {@link crm.profile.page.ListProfilesPage} finds them, {@link crm.profile.page.ViewProfilePage}
 * shows one. Start at the former.
 */
package crm.profile.page;
