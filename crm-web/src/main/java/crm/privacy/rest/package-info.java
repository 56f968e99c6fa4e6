/** The audit trail over HTTP. Start at {@link crm.privacy.rest.AuditResource}. */
package crm.privacy.rest;
