package crm.condition.language;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is measured of the events of a window. */
public enum Measure {
    /** Of nothing 0. */
    COUNT,
    /** Of nothing 0; values that are no numbers do not count. */
    SUM,
    /** Of nothing missing. */
    AVG,
    /** Of nothing missing. */
    MIN,
    /** Of nothing missing. */
    MAX,
    /** How many different values, numbers by their value, texts exactly; of nothing 0. */
    DISTINCT,
    /** On how many days of the definition's zone; of nothing 0. */
    ACTIVE_DAYS;

    public boolean needsProperty() {
        return this != COUNT && this != ACTIVE_DAYS;
    }

    public boolean isOfNumbers() {
        return this == SUM || this == AVG || this == MIN || this == MAX;
    }

    /** Whether there is no value where there is no event. */
    public boolean canBeMissing() {
        return this == AVG || this == MIN || this == MAX;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Measure> of(String word) {
        return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
