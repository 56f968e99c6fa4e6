package crm.condition.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import crm.condition.evaluation.PlainOracle.Happening;
import crm.condition.language.Condition;
import crm.condition.language.DefinitionReader;
import crm.condition.language.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random conditions over random histories, in disorder and with duplicates, say at random instants what an evaluator says
 * that knows only the list of events; and what they say of the future is when that one's answer changes first. {@code
 * -Dcrm.condition.cases=1000000} for more, {@code -Dcrm.condition.seed} for others.
 */
class EvaluationEqualsTheOracleTest {

    private static final int CASES = Integer.getInteger("crm.condition.cases", 10_000);
    private static final long SEED = Long.getLong("crm.condition.seed", 20_260_101L);

    @Test
    void saysWhatTheOracleSaysNowAndUntilWhen() {
        long members = 0;
        long changes = 0;
        for (int i = 0; i < CASES; i++) {
            long seed = SEED + i;
            try {
                OneCase one = new OneCase(new RandomCase(seed));
                one.check();
                members += one.members;
                changes += one.changes;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e, e);
            }
        }
        System.out.printf("condition: %d cases from seed %d, %d members, %d changes%n", CASES, SEED, members, changes);
        assertThat(members).isGreaterThan(CASES / 10);
        assertThat(changes).isGreaterThan(CASES / 10);
    }

    /** One condition over one history, as it arrives and when all is there. */
    static final class OneCase {

        private final RandomCase random;
        private final CompiledCondition condition;
        private final Evaluation evaluation;
        private final HappeningHistory history;
        private final List<Happening> arrived = new ArrayList<>();
        private final Set<Instant> critical;
        private int members;
        private int changes;

        OneCase(RandomCase random) {
            this.random = random;
            this.critical = random.critical();
            Reading<Condition> reading = new DefinitionReader(RandomCase.VOCABULARY).condition(random.where, "/where");
            assertThat(reading.problems()).as(random.where.toString()).isEmpty();
            ConditionSet set = ConditionSet.builder()
                    .add("it", reading.value().orElseThrow(), random.zone)
                    .build();
            condition = set.find("it").orElseThrow();
            evaluation = new Evaluation(set);
            history = new HappeningHistory(set.dependencies());
        }

        void check() {
            checkAt(random.instant());
            for (Happening one : random.happenings) {
                history.add(one);
                arrived.add(one);
                evaluation.about(history);
                if (arrived.size() == random.happenings.size() || arrived.size() % 5 == 1) {
                    checkAt(random.instant());
                }
            }
            Instant at = random.instant();
            for (int i = 0; i < 2; i++) {
                checkAt(at);
                at = random.instant();
            }
        }

        private void checkAt(Instant at) {
            PlainOracle oracle = new PlainOracle(arrived, random.zone, RandomCase.TYPES);
            Verdict verdict = evaluation.evaluate(condition, Micros.of(at));
            boolean expected = oracle.isMember(random.where, at);
            assertThat(verdict.member()).as(() -> what(at)).isEqualTo(expected);
            members += expected ? 1 : 0;
            Instant until = verdict.validUntil().orElse(Instant.MAX);
            if (verdict.until() != Micros.NEVER && !isFarOff(at, until)) {
                changes++;
                assertThat(until).as(() -> what(at)).isAfter(at);
                assertThat(oracle.isMember(random.where, until))
                        .as(() -> what(at) + " changes at " + until)
                        .isEqualTo(!expected);
                assertThat(oracle.isMember(random.where, until.minusNanos(1_000)))
                        .as(() -> what(at) + " not before " + until)
                        .isEqualTo(expected);
            }
            List<Instant> between = critical.stream()
                    .filter(instant -> instant.isAfter(at) && instant.isBefore(until))
                    .toList();
            int step = Math.max(1, between.size() / 6);
            for (int i = between.size() % step; i < between.size(); i += step) {
                Instant instant = between.get(i);
                assertThat(oracle.isMember(random.where, instant))
                        .as(() -> what(at) + " at " + instant + " before " + until)
                        .isEqualTo(expected);
            }
        }

        /** What recurs each year is not looked at for ever: then it may say when to ask again. */
        private boolean isFarOff(Instant at, Instant until) {
            return random.where.toString().contains("anniversary") && until.isAfter(at.plus(Duration.ofDays(1_000)));
        }

        private String what(Instant at) {
            return random.where + " in " + random.zone + " at " + at + " over " + arrived;
        }
    }
}
