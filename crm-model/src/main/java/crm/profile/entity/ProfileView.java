package crm.profile.entity;

import crm.ingest.entity.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A profile as the outside sees it.
 *
 * @param attributes nested, as they were sent: strings, numbers, booleans, lists, maps
 * @param traits computed ones under their contract names, and the producers' own ones; keys appear when there is
 *     something to say
 */
public record ProfileView(
        UUID profileId,
        long profileVersion,
        List<Identity> identities,
        Map<String, Object> attributes,
        Map<String, Object> traits,
        List<Membership> segments,
        List<Consent> consents) {

    /** Since when the profile is in a segment. */
    public record Membership(String key, Instant since) {}

    /** The latest word on one purpose. */
    public record Consent(String purpose, boolean granted, Instant at) {}
}
