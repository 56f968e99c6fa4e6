package crm.platform.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many pages may look at once. */
@ApplicationScoped
public class LiveSettings {

    private final int most;
    private final int mostOfASession;

    /** For the container's proxies. */
    protected LiveSettings() {
        this(1, 1);
    }

    @Inject
    public LiveSettings(
            @ConfigProperty(name = "crm.live.pages") int most,
            @ConfigProperty(name = "crm.live.pages-of-a-session") int mostOfASession) {
        if (most < 1 || mostOfASession < 1) {
            throw new IllegalArgumentException("crm.live.pages and crm.live.pages-of-a-session must be 1 or more");
        }
        this.most = most;
        this.mostOfASession = mostOfASession;
    }

    /** On this node. */
    int most() {
        return most;
    }

    int mostOfASession() {
        return mostOfASession;
    }
}
