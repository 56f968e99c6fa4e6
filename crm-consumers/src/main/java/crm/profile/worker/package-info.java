/**
 * Profiles on their way out: those that have changed are published on a compacted topic, exactly once for whoever reads
 * what is committed. Start at {@link crm.profile.worker.ProfileRelay}; what is owed is in
 * {@link crm.profile.service.ProfileOutbox}.
 */
package crm.profile.worker;
