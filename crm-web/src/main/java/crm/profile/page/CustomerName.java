package crm.profile.page;

import crm.ingest.entity.Identity;
import crm.profile.entity.ProfileView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a customer is called. */
final class CustomerName {

    private CustomerName() {}

    /** Else an id, else nothing. */
    static Optional<String> of(ProfileView profile) {
        return Stream.of(attribute(profile, "name"), fullName(profile), identity(profile))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> fullName(ProfileView profile) {
        List<String> parts = Stream.of(attribute(profile, "first_name"), attribute(profile, "last_name"))
                .flatMap(Optional::stream)
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", parts));
    }

    private static Optional<String> attribute(ProfileView profile, String name) {
        return Optional.ofNullable(profile.attributes().get(name)).map(String::valueOf);
    }

    private static Optional<String> identity(ProfileView profile) {
        return profile.identities().stream().findFirst().map(Identity::value);
    }
}
