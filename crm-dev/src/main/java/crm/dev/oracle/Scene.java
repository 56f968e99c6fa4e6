package crm.dev.oracle;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a history plays.
 *
 * @param names begins all ids, of events too, so that histories beside each other never meet; letters and digits
 * @param begin the time of the first event, or before
 * @param span how long it goes on
 * @param disorder out of ten events, how many are of any time within it; the others are told by their time
 * @param orders how many orders there are
 */
public record Scene(String names, Instant begin, Duration span, int disorder, int orders) {

    /** A minute in which everything is told at any time. */
    static final Scene CROWDED = new Scene("", Instant.parse("2020-01-01T23:59:30Z"), Duration.ofSeconds(60), 10, 8);
}
