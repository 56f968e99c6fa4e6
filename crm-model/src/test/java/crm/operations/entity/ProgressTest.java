package crm.operations.entity;

import static org.assertj.core.api.Assertions.assertThat;

import crm.operations.entity.Progress.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** Each of Burrow's rules, and where it ends. */
class ProgressTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static boolean always(int look) {
        return true;
    }

    private static boolean never(int look) {
        return false;
    }

    /** A look every five seconds. */
    private static List<Look> looks(int count, IntToLongFunction position, IntToLongFunction end, IntPredicate held) {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            looks.add(new Look(START.plusSeconds(5L * i), position.applyAsLong(i), end.applyAsLong(i), held.test(i)));
        }
        return looks;
    }

    private static Progress judged(IntToLongFunction position, IntToLongFunction end, IntPredicate held) {
        return Progress.of(looks(Progress.WINDOW, position, end, held));
    }

    @Test
    void isWellWithoutLag() {
        assertThat(judged(i -> 100, i -> 100, ProgressTest::always)).isEqualTo(Progress.OK);
        assertThat(judged(i -> 100, i -> 100, ProgressTest::never))
                .as("nothing to do for nobody")
                .isEqualTo(Progress.OK);
    }

    @Test
    void isWellWhileTooLittleIsKnown() {
        assertThat(Progress.of(looks(Progress.WINDOW - 1, i -> 0, i -> 1000 + i, ProgressTest::never)))
                .isEqualTo(Progress.OK);
        assertThat(Progress.of(List.of())).isEqualTo(Progress.OK);
    }

    @Test
    void isWellIfItHadCaughtUpLately() {
        assertThat(judged(i -> 100, i -> i == 0 ? 100 : 100 + i, ProgressTest::always))
                .isEqualTo(Progress.OK);
        assertThat(judged(i -> 100, i -> i == 0 ? 100 : 100 + i, ProgressTest::never))
                .isEqualTo(Progress.OK);
    }

    @Test
    void isWellWhileTheLagShrinksNowAndThen() {
        assertThat(judged(i -> 10L * i, i -> 1000, ProgressTest::always)).isEqualTo(Progress.OK);
        assertThat(judged(i -> i, i -> 1000 + 2L * (i == 5 ? 2 : i), ProgressTest::always))
                .isEqualTo(Progress.OK);
    }

    @Test
    void warnsWhereItAppliesAndTheLagNeverShrinks() {
        assertThat(judged(i -> 10L * i, i -> 1000 + 11L * i, ProgressTest::always))
                .isEqualTo(Progress.WARN);
        assertThat(judged(i -> 10L * i, i -> 1000 + 10L * i, ProgressTest::always))
                .as("as fast as what comes, and a backlog that stays")
                .isEqualTo(Progress.WARN);
    }

    @Test
    void stallsWhereSomebodyHoldsItAndNothingIsApplied() {
        assertThat(judged(i -> 100, i -> 200 + i, ProgressTest::always)).isEqualTo(Progress.STALL);
        assertThat(judged(i -> 100, i -> 101, ProgressTest::always))
                .as("one record is enough")
                .isEqualTo(Progress.STALL);
    }

    @Test
    void stopsWhereNobodyHoldsIt() {
        assertThat(judged(i -> 100, i -> 200, ProgressTest::never)).isEqualTo(Progress.STOP);
    }

    @Test
    void stopsWhenItIsSilentForLongerThanItWasSeenBefore() {
        assertThat(judged(i -> 10L * Math.min(i, 3), i -> 1000, i -> i <= 3)).isEqualTo(Progress.STOP);
        assertThat(judged(i -> 10L * Math.min(i, 5), i -> 1000, i -> i <= 5))
                .as("seen for 25 seconds, silent for 20")
                .isEqualTo(Progress.OK);
    }

    @Test
    void isNotStoppedWhenSomebodyHasJustTakenIt() {
        assertThat(judged(i -> i == 9 ? 150 : 100, i -> 200, i -> i == 9)).isEqualTo(Progress.OK);
    }

    @Test
    void rewindsWhereItStandsBeforeWhereItHasBeen() {
        assertThat(judged(i -> i < 5 ? 500 : 100, i -> 1000, ProgressTest::always))
                .isEqualTo(Progress.REWIND);
        assertThat(judged(i -> i < 5 ? 500 : 100 + i, i -> 1000, ProgressTest::always))
                .isEqualTo(Progress.REWIND);
    }

    @Test
    void isNotRewoundOnceItIsBack() {
        assertThat(judged(i -> i == 5 ? 100 : 500 + i, i -> 1000, ProgressTest::always))
                .isEqualTo(Progress.OK);
    }

    @Test
    void onlyTheLatestLooksCount() {
        assertThat(Progress.of(looks(30, i -> i < 20 ? 1000 - i : 10L * i, i -> i == 3 ? 0 : 5000, i -> i >= 20)))
                .isEqualTo(Progress.OK);
    }

    @Test
    void theWorseOfTwoIsTheLater() {
        assertThat(Progress.WARN.or(Progress.STALL)).isEqualTo(Progress.STALL);
        assertThat(Progress.REWIND.or(Progress.OK)).isEqualTo(Progress.REWIND);
    }
}
