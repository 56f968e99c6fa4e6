package crm.segment.entity;

import java.util.Locale;

/** Why a membership changes. */
public enum Cause {
    EVENT,
    TIME,
    MERGE,
    UNMERGE,
    /** Of a definition. */
    EDIT,
    BACKFILL,
    ERASURE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
