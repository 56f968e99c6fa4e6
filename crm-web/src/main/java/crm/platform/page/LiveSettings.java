package crm.platform.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many pages may look at once. */
@ApplicationScoped
public class LiveSettings {

    private final int most;
    private final int mostOfASession;
    private final int mostOfAnAccount;

    /** For the container's proxies. */
    protected LiveSettings() {
        this(1, 1, 1);
    }

    @Inject
    public LiveSettings(
            @ConfigProperty(name = "crm.live.pages") int most,
            @ConfigProperty(name = "crm.live.pages-of-a-session") int mostOfASession,
            @ConfigProperty(name = "crm.live.pages-of-an-account") int mostOfAnAccount) {
        if (most < 1 || mostOfASession < 1 || mostOfAnAccount < 1) {
            throw new IllegalArgumentException(
                    "crm.live.pages, crm.live.pages-of-a-session and crm.live.pages-of-an-account must be 1 or more");
        }
        this.most = most;
        this.mostOfASession = mostOfASession;
        this.mostOfAnAccount = mostOfAnAccount;
    }

    /** On this node. */
    int most() {
        return most;
    }

    int mostOfASession() {
        return mostOfASession;
    }

    int mostOfAnAccount() {
        return mostOfAnAccount;
    }
}
