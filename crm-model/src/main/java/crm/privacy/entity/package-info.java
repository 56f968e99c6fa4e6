/**
 * Privacy: who did what and looked at whom, what of a person is personal, and how it is kept from others. Start at
 * {@link crm.privacy.entity.Act}.
 */
package crm.privacy.entity;
