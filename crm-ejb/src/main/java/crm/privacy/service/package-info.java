/**
 * Keeps what is personal from those who need not know it, and writes down who looked. Start at
 * {@link crm.privacy.service.AuditTrail}.
 */
package crm.privacy.service;
