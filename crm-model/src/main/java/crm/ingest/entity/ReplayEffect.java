package crm.ingest.entity;

import java.util.Locale;

/** What a replay that succeeded did; written in lower case outside. */
public enum ReplayEffect {
    /** The event has its effect now. */
    APPLIED,
    /** An event of the same source and id had been applied before, so nothing changed. */
    KNOWN;

    /** As written outside. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
