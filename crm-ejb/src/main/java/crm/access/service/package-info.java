/**
 * Accounts are managed by {@link crm.access.service.AccountService} and prove themselves to
 * {@link crm.access.service.LoginService}. Start at the latter.
 */
package crm.access.service;
