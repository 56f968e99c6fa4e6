package crm.profile.rest;

import crm.ingest.entity.Identity;
import crm.ingest.service.Identities;
import crm.platform.rest.Problem;
import crm.platform.rest.Refusal;
import crm.profile.entity.ProfileId;
import crm.profile.service.CustomerQueries;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How an address names a customer: {@code profile:<uuid>}, {@code namespace:value} of a known namespace, else the whole
 * is a customer id. Personal namespaces are refused: addresses end up in logs.
 */
public record CustomerPath(String text, Identities identities) {

    private static final String PROFILE = "profile";
    private static final Set<String> PERSONAL = Set.of(Identity.EMAIL, Identity.PHONE);

    public ProfileId in(CustomerQueries customers) {
        return find(customers).orElseThrow(CustomerPath::unknown);
    }

    static Refusal unknown() {
        return Refusal.notFound("There is no such customer.");
    }

    private Optional<ProfileId> find(CustomerQueries customers) {
        int colon = text.indexOf(':');
        String namespace = colon < 0 ? "" : text.substring(0, colon);
        String value = text.substring(colon + 1);
        if (namespace.equals(PROFILE)) {
            return customers.resolve(profile(value));
        }
        refusePersonal(namespace);
        return identities.parse(text).flatMap(customers::resolve);
    }

    private static ProfileId profile(String value) {
        try {
            return new ProfileId(UUID.fromString(value));
        } catch (IllegalArgumentException e) {
            throw refused("bad_profile_id", "After profile: a UUID is expected.");
        }
    }

    private static void refusePersonal(String namespace) {
        if (PERSONAL.contains(namespace)) {
            throw refused(
                    "personal_value_in_url",
                    "E-mail addresses and phone numbers do not belong in an address; use POST /customers/search.");
        }
    }

    private static Refusal refused(String code, String detail) {
        return new Refusal(Problem.of(400, detail, List.of(new Problem.Violation("{customer}", code, detail))));
    }
}
