package crm.segment.entity;

import crm.ingest.entity.Identity;
import crm.profile.entity.ProfileId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A membership begins or ends, as others are told.
 *
 * @param number higher than that of every earlier change of the profile
 * @param identities of the profile as they are now, none if another profile answers for it
 * @param at since when it is true
 * @param observedAt when it came out, by the clock of the business
 * @param late whether something else had been told of that instant
 * @param trace the span in which it changed (W3C {@code traceparent}), where one is known
 */
public record MembershipChange(
        long number,
        ProfileId profile,
        List<Identity> identities,
        String key,
        int version,
        boolean entered,
        Cause cause,
        Instant at,
        Instant observedAt,
        boolean late,
        Optional<String> trace) {

    public MembershipChange {
        identities = List.copyOf(identities);
    }
}
