package crm.operations.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How often groups are sampled, {@code crm.operations.sample-every}, and how long that is kept, {@code …samples-kept}. */
@ApplicationScoped
public class SampleSettings {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration SHOWN = Duration.ofHours(1);
    private static final Duration MOST = Duration.ofDays(7);

    private final Duration every;
    private final Duration kept;

    /** For the container's proxies. */
    protected SampleSettings() {
        this.every = Duration.ZERO;
        this.kept = Duration.ZERO;
    }

    @Inject
    public SampleSettings(
            @ConfigProperty(name = "crm.operations.sample-every") Duration every,
            @ConfigProperty(name = "crm.operations.samples-kept") Duration kept) {
        this.every = within("crm.operations.sample-every", every, SHORTEST, LONGEST);
        this.kept = within("crm.operations.samples-kept", kept, SHOWN, MOST);
    }

    private static Duration within(String key, Duration given, Duration least, Duration most) {
        if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
            throw new IllegalArgumentException(key + " must be between " + least + " and " + most);
        }
        return given;
    }

    public Duration every() {
        return every;
    }

    public Duration kept() {
        return kept;
    }
}
