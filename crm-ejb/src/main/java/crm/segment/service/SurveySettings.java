package crm.segment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much may be asked of all profiles while somebody waits for it, {@code crm.segment.survey-*}. */
@ApplicationScoped
public class SurveySettings {

    private final int atOnce;
    private final Duration time;

    /** For the container's proxies. */
    protected SurveySettings() {
        this(1, Duration.ofSeconds(1));
    }

    @Inject
    public SurveySettings(
            @ConfigProperty(name = "crm.segment.surveys-at-once") int atOnce,
            @ConfigProperty(name = "crm.segment.survey-time") Duration time) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("crm.segment.surveys-at-once must be greater than 0");
        }
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException("crm.segment.survey-time must be greater than 0");
        }
        this.atOnce = atOnce;
        this.time = time;
    }

    /** On this node. */
    int atOnce() {
        return atOnce;
    }

    /** After which one is given up. */
    Duration time() {
        return time;
    }
}
