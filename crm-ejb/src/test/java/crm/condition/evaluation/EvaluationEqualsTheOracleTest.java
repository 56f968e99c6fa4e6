package crm.condition.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random conditions over random histories, in disorder and with duplicates, say at random instants what an evaluator says
 * that knows only the list of events; and what they say of the future is when that one's answer changes first. {@code
 * -Dcrm.condition.cases=1000000} for more, {@code -Dcrm.condition.seed} for others.
 */
class EvaluationEqualsTheOracleTest {

    private static final int CASES = Integer.getInteger("crm.condition.cases", 10_000);
    private static final long SEED = Long.getLong("crm.condition.seed", 20_260_101L);

    /** After so many cases a fault must have been noticed. */
    private static final int CASES_TO_NOTICE = 10_000;

    @Test
    void saysWhatTheOracleSaysNowAndUntilWhen() {
        long begin = cpu();
        long members = 0;
        long changes = 0;
        for (int i = 0; i < CASES; i++) {
            OneCase one = check(SEED + i);
            members += one.members();
            changes += one.changes();
        }
        System.out.printf(
                "condition: %d cases from seed %d, %d members, %d changes, %d ms of CPU%n",
                CASES, SEED, members, changes, (cpu() - begin) / 1_000_000);
        assertThat(members).isGreaterThan(CASES / 10);
        assertThat(changes).isGreaterThan(CASES / 10);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static OneCase check(long seed) {
        try {
            OneCase one = new OneCase(new RandomCase(seed));
            one.check();
            return one;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e, e);
        }
    }

    /** Cases in which there was a mistake once; what it was, ConditionMeaningTest tells by name where it can be told. */
    @ParameterizedTest
    @ValueSource(longs = {20_260_119, 20_263_257, 500_006_487, 500_139_084})
    void knowsTheCasesThatWereWrongOnce(long seed) {
        check(seed);
    }

    @ParameterizedTest
    @MethodSource("crm.condition.evaluation.Fault#all")
    void noticesFaults(Fault fault) {
        for (int i = 0; i < CASES_TO_NOTICE; i++) {
            if (isNoticed(SEED + i, fault)) {
                return;
            }
        }
        throw new AssertionError("not noticed: " + fault.name());
    }

    private static boolean isNoticed(long seed, Fault fault) {
        OneCase one = new OneCase(new RandomCase(seed), fault);
        try {
            one.check();
            return false;
        } catch (AssertionError noticed) {
            return true;
        }
    }
}
