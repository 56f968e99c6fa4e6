/** Who looked at whom, and that what is personal stays where it belongs. Start at {@link crm.it.privacy.AuditTrailIT}. */
package crm.it.privacy;
