package crm.operations.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** When the auto-scaler acts, {@code crm.scale.*}; between which numbers it does is decided for each group. */
@ApplicationScoped
public class ScaleSettings {

    private final ScaleRule rule;

    /** For the container's proxies. */
    protected ScaleSettings() {
        this(Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO);
    }

    @Inject
    public ScaleSettings(
            @ConfigProperty(name = "crm.scale.lag") Duration lag,
            @ConfigProperty(name = "crm.scale.up-after") Duration upAfter,
            @ConfigProperty(name = "crm.scale.down-after") Duration downAfter) {
        check(lag.toMillis() > 0, "crm.scale.lag must be greater than 0");
        check(!upAfter.isNegative(), "crm.scale.up-after must not be negative");
        check(!downAfter.isNegative(), "crm.scale.down-after must not be negative");
        this.rule = new ScaleRule(lag, upAfter, downAfter);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    ScaleRule rule() {
        return rule;
    }
}
