package crm.dev.chaos;

import crm.dev.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can go wrong, or be done by somebody, while events are applied. */
public enum Fault {
    KILL("kill -9 of a server in the middle of a transaction"),
    FREEZE("a server stands still (SIGSTOP) for longer than its session, then goes on"),
    FREEZE_PAUSED("a server stands still while the group is paused, then goes on"),
    DATABASE("immediate stop of PostgreSQL in the middle of a transaction"),
    BROKER("the broker is restarted"),
    BROKER_KILL("kill -9 of the broker"),
    REDEPLOY("the application is deployed again under load"),
    SUSPEND("a server is suspended and resumed"),
    WORKERS("the number of workers is changed"),
    SEEK("the group is sent back in a topic, to its beginning or by some records"),
    /** Not by turns: dead letters may then be published twice. */
    RESTORE("the database is restored from a backup while nothing comes in");

    private final String description;

    Fault(String description) {
        this.description = description;
    }

    /** Those that a random plan has. */
    static List<Fault> byTurns() {
        return Arrays.stream(values()).filter(fault -> fault != RESTORE).toList();
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
