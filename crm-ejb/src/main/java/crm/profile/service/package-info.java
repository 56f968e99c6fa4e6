/**
 * Profiles: events are folded into them by {@link crm.profile.service.ProfileService}, and read by
 * {@link crm.profile.service.CustomerQueries}. Start at the former.
 */
package crm.profile.service;
