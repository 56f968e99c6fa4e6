package crm.profile.page;

import crm.access.login.PageRoles;
import crm.platform.page.LiveTopic;
import crm.profile.service.ProfileWatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code profile:<uuid>}: which version a profile has. The page then asks for itself anew, as whoever looks. */
@ApplicationScoped
public class ProfileVersions implements LiveTopic {

    private static final int LENGTH_OF_UUID = 36;

    @Inject
    private ProfileWatch profiles;

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public boolean has(Optional<String> key) {
        return key.filter(ProfileVersions::isUuid).isPresent();
    }

    private static boolean isUuid(String text) {
        try {
            return text.length() == LENGTH_OF_UUID
                    && UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public boolean isFor(Predicate<String> inRole) {
        return PageRoles.allow("/profile/view.xhtml", inRole);
    }

    @Override
    public Map<String, String> read(Set<String> keys) {
        Set<UUID> ids = keys.stream().map(UUID::fromString).collect(Collectors.toSet());
        Map<String, String> versions = new HashMap<>();
        profiles.versions(ids)
                .forEach((id, version) ->
                        versions.put(id.toString(), "{\"id\":\"" + id + "\",\"version\":" + version + "}"));
        return versions;
    }
}
