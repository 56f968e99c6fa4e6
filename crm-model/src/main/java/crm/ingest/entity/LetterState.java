package crm.ingest.entity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of a dead letter; written in lower case outside. */
public enum LetterState {
    /** Nobody has decided yet: it can be edited, replayed or discarded. */
    OPEN,
    /** Its group has applied it after all. */
    REPLAYED,
    /** Somebody decided that it shall have no effect. */
    DISCARDED;

    /** As written outside. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LetterState> of(String word) {
        return Stream.of(values()).filter(state -> state.word().equals(word)).findFirst();
    }
}
