/**
 * The chain of the audit trail: how an entry is hashed, and all SQL on its tables. Start at
 * {@link crm.privacy.store.Link}.
 */
package crm.privacy.store;
