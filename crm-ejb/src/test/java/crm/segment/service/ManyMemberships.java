package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * {@link MembershipsEqualTheOracleTest} for as long as one likes: {@code ./crm bench segments}. One seed after the other, each a
 * history, until so many memberships were compared; a difference is said at once, and does not end it.
 */
class ManyMemberships {

    private static final long COMPARISONS = Long.getLong("crm.test.comparisons", 1_000_000);
    private static final long FIRST = Long.getLong("crm.test.seed", 1);
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final long began = System.nanoTime();
    private final List<Long> different = new ArrayList<>();
    private long histories;
    private long comparisons;
    private long next = began + PAUSE.toNanos();

    @Test
    void equalTheOracle() {
        Logger.getLogger("").setLevel(Level.WARNING);
        while (comparisons < COMPARISONS) {
            compare(FIRST + histories);
            histories++;
            if (System.nanoTime() > next) {
                next = System.nanoTime() + PAUSE.toNanos();
                report();
            }
        }
        report();
        assertThat(different)
                .as("seeds of histories in which memberships differ")
                .isEmpty();
    }

    private void compare(long seed) {
        try (MembershipCase one = new MembershipCase(seed, MembershipFault.NONE)) {
            one.run();
            comparisons += one.comparisons();
        } catch (Exception | AssertionError e) {
            different.add(seed);
            say("seed " + seed + " differs: " + e);
        }
    }

    private void report() {
        say(String.format(
                Locale.ROOT,
                "%,d of %,d memberships compared in %d histories, seeds %d to %d, %d s: %s.",
                comparisons,
                COMPARISONS,
                histories,
                FIRST,
                FIRST + histories - 1,
                Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                different.isEmpty() ? "no difference" : "different " + different));
    }

    @SuppressWarnings("SystemOut") // somebody waits for it
    private static void say(String line) {
        System.out.println(line);
    }
}
