/** The pages of privacy. Start at {@link crm.privacy.page.AuditPage}. */
package crm.privacy.page;
