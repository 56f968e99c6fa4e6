package crm.ingest.entity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a group goes on that has lost its place; written in lower case outside. */
public enum LossDecision {
    /** As near to what it has not read as the log allows: at the oldest record, or where both pasts agree. */
    GO_ON,
    /** At the beginning of the log as it is now; what had its effect has none again. */
    FROM_BEGINNING;

    /** As written outside. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LossDecision> of(String word) {
        return Stream.of(values())
                .filter(decision -> decision.word().equals(word))
                .findFirst();
    }
}
