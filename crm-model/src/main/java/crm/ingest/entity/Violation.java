package crm.ingest.entity;

import static java.util.Objects.requireNonNull;

/**
 * An optional field of an event that is not what the contract says. The event is applied without it, and the departure
 * is counted.
 *
 * @param pointer JSON Pointer (RFC 6901) to the field
 * @param expectation completes "must be …"
 * @param found the JSON type that was there instead; never the value, which may be personal
 */
public record Violation(String pointer, String expectation, String found) {

    public Violation {
        requireNonNull(pointer, "pointer");
        requireNonNull(expectation, "expectation");
        requireNonNull(found, "found");
    }
}
