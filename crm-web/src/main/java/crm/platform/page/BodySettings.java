package crm.platform.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much of a body an address takes, and how long it may take to come. */
@ApplicationScoped
public class BodySettings {

    private static final long KIB = 1024;

    /** An address and those below it, the first that fits counts. */
    private record Limit(String root, long bytes) {}

    private static final List<Limit> LIMITS = List.of(
            new Limit("/api/v1/events", 32 * KIB * KIB),
            new Limit("/api/v1/imports", 32 * KIB * KIB),
            // The value of a dead letter, up to 512 KiB, with every character escaped.
            new Limit("/api/v1/operations/dead-letters", 4 * KIB * KIB),
            new Limit("/api", KIB * KIB),
            // Whoever asks; a name, a password and the state's id.
            new Limit("/login.xhtml", 16 * KIB),
            new Limit("/", 2 * KIB * KIB));

    @Inject
    @ConfigProperty(name = "crm.http.body-grace")
    private Duration grace;

    @Inject
    @ConfigProperty(name = "crm.http.body-deadline")
    private Duration deadline;

    /** After the grace, {@link BoundedBody#SLOWEST}. */
    BoundedBody.Patience patience() {
        return new BoundedBody.Patience(grace, deadline);
    }

    long limit(String path) {
        return LIMITS.stream()
                .filter(limit -> path.equals(limit.root())
                        || path.startsWith(limit.root().equals("/") ? "/" : limit.root() + "/"))
                .findFirst()
                .orElse(LIMITS.get(LIMITS.size() - 1))
                .bytes();
    }
}
