/**
 * Who may use the platform: accounts with a password, keys and {@link crm.access.entity.Roles}, and callers that another
 * issuer vouches for. Start at {@link crm.access.entity.Account}.
 */
package crm.access.entity;
