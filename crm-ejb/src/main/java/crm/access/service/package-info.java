/**
 * Accounts are managed by {@link crm.access.service.AccountService}, their keys by {@link crm.access.service.KeyService}.
 * Who comes proves it to {@link crm.access.service.LoginService} by password, to {@code KeyService} by key, to
 * {@link crm.access.service.TokenService} by a token of another issuer. Start at the first of these three.
 */
package crm.access.service;
