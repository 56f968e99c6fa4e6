package crm.ingest.entity;

import java.util.Locale;
import java.util.Optional;

/** What an operator does with a key that is held. */
public enum KeyTurn {
    /** It is to be held by hand. */
    PAUSE("key.held"),
    /** It is held by hand no longer, and goes on to wait for its letter if there is one. */
    RESUME("key.released"),
    /** Nothing holds it any longer: what waits is applied although its letter is still open. */
    RELEASE("key.let_go");

    private final String action;

    KeyTurn(String action) {
        this.action = action;
    }

    /** As it is written in the audit trail. */
    public String action() {
        return action;
    }

    /** As it is written outside. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<KeyTurn> of(String word) {
        for (KeyTurn turn : values()) {
            if (turn.word().equals(word)) {
                return Optional.of(turn);
            }
        }
        return Optional.empty();
    }
}
