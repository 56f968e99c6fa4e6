package crm.ingest.entity;

import java.time.Instant;

/**
 * How often events of a type from a source departed from the contract in one way.
 *
 * @param kind {@code wrong_type}, or {@code id_conflict}: an id that was used again with another body
 * @param pointer to the field, array indexes as {@code *}; empty for the whole event
 * @param sample the last of them
 */
public record ViolationCount(
        long id,
        String type,
        String source,
        String kind,
        String pointer,
        long count,
        Sample sample,
        Instant firstAt,
        Instant lastAt) {

    /**
     * One event that departs, without any of its values.
     *
     * @param id of the event
     * @param pointer to the field, in full
     * @param expectation completes "must be …"; empty where it is not about a field
     * @param found the JSON type that was there instead
     */
    public record Sample(String id, String pointer, String expectation, String found) {}
}
