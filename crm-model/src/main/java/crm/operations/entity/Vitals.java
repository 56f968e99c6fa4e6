package crm.operations.entity;

import java.util.Optional;

/**
 * How the system feels.
 *
 * @param fresh seconds within which half of the records of the last minute were applied after they were produced
 * @param stale within which 99 of 100 were
 * @param deadLetters that wait for somebody, counted up to {@link #MANY}
 * @param losses of records that nobody will ever see, within a week, counted up to {@link #MANY}
 */
public record Vitals(Optional<Double> fresh, Optional<Double> stale, long deadLetters, long losses) {

    public static final int MANY = 1000;
}
