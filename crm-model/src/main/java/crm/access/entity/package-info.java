/**
 * Who may use the platform: accounts with a password and {@link crm.access.entity.Roles}. Start at
 * {@link crm.access.entity.Account}.
 */
package crm.access.entity;
