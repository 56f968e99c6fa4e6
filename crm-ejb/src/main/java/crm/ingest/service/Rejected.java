package crm.ingest.service;

import crm.ingest.entity.Rejection;
import crm.ingest.entity.Rejection.Code;

/**
 * What was sent is no event, for the reason that its {@link Rejection} gives. Has no stack trace: it is an answer, and
 * under a flood of broken records an expensive one would be a weakness.
 */
public final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    Rejected(Code code, String pointer, String detail) {
        super(code + " at " + pointer + ": " + detail, null, false, false);
        this.rejection = new Rejection(code, pointer, detail);
    }

    static Rejected missing(String pointer) {
        return new Rejected(Code.MISSING_FIELD, pointer, "is required");
    }

    /** @param expectation completes "must be …" and never contains what was sent */
    static Rejected wrong(String pointer, String expectation) {
        return new Rejected(Code.WRONG_TYPE, pointer, "must be " + expectation);
    }

    static Rejected notJson(String detail) {
        return new Rejected(Code.NOT_JSON, "", detail);
    }

    public Rejection rejection() {
        return rejection;
    }
}
