/** How events reach profiles: {@link crm.profile.consumer.ProfileHandler}. */
package crm.profile.consumer;
