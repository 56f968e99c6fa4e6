/**
 * Who each customer is: identities, attributes, consents, traits and timeline. Start at
 * {@link crm.profile.entity.ProfileView}, what the outside sees, and {@link crm.profile.entity.ProfileId}.
 */
package crm.profile.entity;
