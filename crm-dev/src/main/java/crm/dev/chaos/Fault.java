package crm.dev.chaos;

import crm.dev.Failure;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can go wrong, or be done by somebody, while events are applied. */
public enum Fault {
    KILL("kill -9 of a server in the middle of a transaction"),
    FREEZE("a server stands still (SIGSTOP) for longer than its session, then goes on"),
    DATABASE("immediate stop of PostgreSQL in the middle of a transaction"),
    BROKER("the broker is restarted"),
    BROKER_KILL("kill -9 of the broker"),
    REDEPLOY("the application is deployed again under load"),
    SUSPEND("a server is suspended and resumed"),
    WORKERS("the number of workers is changed"),
    SEEK("the group is sent back in a topic, to its beginning or by some records");

    private final String description;

    Fault(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    static Fault of(String word) {
        try {
            return valueOf(word.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new Failure("There is no fault " + word + "; there are "
                    + Arrays.stream(values()).map(Fault::word).collect(Collectors.joining(", ")) + ".");
        }
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
