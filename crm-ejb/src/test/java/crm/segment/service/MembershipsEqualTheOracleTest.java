package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever way a history comes in, on whichever node, and whenever definitions are published, memberships are those that a plain
 * evaluator finds in the list of all events known, and what was told of them comes to the same. Each history is its seed: {@code
 * -Dcrm.test.memberships=5000} tries more of them, {@code -Dcrm.test.seed=77} begins with another; {@link ManyMemberships} tries
 * a million comparisons. A comparison is that of one profile's membership by one definition at one instant.
 */
class MembershipsEqualTheOracleTest {

    private static final int HISTORIES = Integer.getInteger("crm.test.memberships", 60);
    private static final int COMPARISONS_OF_A_HISTORY = 170;
    private static final int HISTORIES_TO_NOTICE = 60;

    private static final Set<String> KINDS = new TreeSet<>();

    static LongStream cases() {
        return LongStream.range(0, HISTORIES).map(i -> i + Long.getLong("crm.test.seed", 1));
    }

    /** Where nothing of a kind ever happened nothing would be shown. */
    @AfterAll
    static void everythingHappened() {
        assertThat(KINDS).contains("event", "event late", "time", "merge late", "edit", "backfill");
    }

    @Test
    void atEveryStep() throws SQLException {
        long comparisons = 0;
        for (long seed : cases().toArray()) {
            comparisons += compared(seed);
        }
        assertThat(comparisons).isGreaterThan((long) HISTORIES * COMPARISONS_OF_A_HISTORY);
    }

    private static long compared(long seed) throws SQLException {
        try (MembershipCase one = new MembershipCase(seed, MembershipFault.NONE)) {
            one.run();
            KINDS.addAll(one.kinds());
            return one.comparisons();
        } catch (RuntimeException | AssertionError | SQLException e) {
            throw new AssertionError("seed " + seed + ": " + e, e);
        }
    }

    /** In which there was a mistake once: late events of which only their own node knew how far memberships were told. */
    @ParameterizedTest
    @ValueSource(longs = {49})
    void knowsTheCasesThatWereWrongOnce(long seed) throws SQLException {
        compared(seed);
    }

    @ParameterizedTest
    @MethodSource("crm.segment.service.MembershipFault#all")
    void noticesFaults(MembershipFault fault) throws SQLException {
        for (int i = 0; i < HISTORIES_TO_NOTICE; i++) {
            if (isNoticed(1 + i, fault)) {
                return;
            }
        }
        throw new AssertionError("not noticed: " + fault.name());
    }

    private static boolean isNoticed(long seed, MembershipFault fault) throws SQLException {
        try (MembershipCase one = new MembershipCase(seed, fault)) {
            one.run();
            return false;
        } catch (AssertionError noticed) {
            return true;
        }
    }
}
