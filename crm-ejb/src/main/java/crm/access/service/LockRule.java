package crm.access.service;

import java.time.Duration;

/**
 * How long a failure locks: not at all before the {@code after}-th, then each twice as long as the one before.
 *
 * @param first of the {@code after}-th failure
 */
record LockRule(int after, Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 30;

    Duration lockOf(int failures) {
        if (failures < after) {
            return Duration.ZERO;
        }
        Duration grown = first.multipliedBy(1L << Math.min(failures - after, MOST_DOUBLINGS));
        return grown.compareTo(longest) > 0 ? longest : grown;
    }
}
