package crm.profile.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What may be done with people who said nothing about it: {@code crm.consent.unknown-granted}, purposes. */
@ApplicationScoped
public class ConsentSettings {

    /** The value for "none": MicroProfile Config takes an empty one for a missing one. */
    private static final String NONE = "none";

    private final Set<String> unknownGranted;

    /** For the container's proxies. */
    protected ConsentSettings() {
        this(Set.of());
    }

    @Inject
    public ConsentSettings(@ConfigProperty(name = "crm.consent.unknown-granted") Set<String> unknownGranted) {
        this.unknownGranted = Set.copyOf(unknownGranted);
        if (unknownGranted.stream().anyMatch(String::isBlank)
                || (unknownGranted.contains(NONE) && unknownGranted.size() > 1)) {
            throw new IllegalArgumentException("crm.consent.unknown-granted must be purposes, or " + NONE);
        }
    }

    /** Whether a purpose of which nothing was said is granted. */
    public boolean unknownGranted(String purpose) {
        return !purpose.equals(NONE) && unknownGranted.contains(purpose);
    }
}
