package crm.access.entity;

import java.time.Duration;
import java.time.Instant;

/** There were too many wrong passwords; even a right one opens nothing until this is over. */
public class LoginLocked extends AccessException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    public LoginLocked(Instant until, Instant now) {
        super("There were too many failed logins; try again later.");
        this.wait = Duration.between(now, until);
    }

    /** How long to wait, at least a second. */
    public long seconds() {
        return Math.max(1, (wait.toMillis() + 999) / 1000);
    }
}
