/** Who looked at whom, and whether that can be hidden. Start at {@link crm.it.privacy.AuditTrailIT}. */
package crm.it.privacy;
