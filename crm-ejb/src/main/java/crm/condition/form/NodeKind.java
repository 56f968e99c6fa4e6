package crm.condition.form;

import java.util.Locale;
import java.util.stream.Stream;

/** What a condition is, by the word it has in JSON. */
public enum NodeKind {
    ALL,
    ANY,
    NOT,
    AT_LEAST,
    EVENT,
    SEQUENCE,
    RECENCY,
    LIFECYCLE,
    TRAIT,
    CONSENT,
    IDENTITY,
    SEGMENT,
    RFM,
    RECORD,
    BUCKET;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it holds others. */
    public boolean isGroup() {
        return this == ALL || this == ANY || this == NOT || this == AT_LEAST;
    }

    public static NodeKind of(String word) {
        return Stream.of(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }
}
