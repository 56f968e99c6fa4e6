package crm.segment.rest;

import crm.ingest.entity.Identity;
import crm.profile.entity.ProfileView;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A customer of a group. */
record ExampleBody(UUID profileId, Optional<String> name, List<Identity> identities) {

    static ExampleBody of(ProfileView profile) {
        return new ExampleBody(
                profile.profileId(),
                Optional.ofNullable(profile.attributes().get("name")).map(String::valueOf),
                profile.identities());
    }
}
