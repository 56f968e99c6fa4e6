package crm.condition.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import crm.condition.evaluation.PlainOracle.Happening;
import crm.condition.language.Condition;
import crm.condition.language.ConditionJson;
import crm.condition.language.DefinitionReader;
import crm.condition.language.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One condition over one history, as it arrives and when all is there, held against the oracle. */
final class OneCase {

    private static final DefinitionReader READER = new DefinitionReader(RandomCase.VOCABULARY);

    private final RandomCase random;
    private final Fault fault;
    private final ConditionSet set;
    private final CompiledCondition condition;
    private final Evaluation evaluation;
    private final HappeningHistory history;
    private final List<Happening> arrived = new ArrayList<>();
    private final Set<Instant> critical;
    private int members;
    private int changes;

    OneCase(RandomCase random) {
        this(random, Fault.NONE);
    }

    OneCase(RandomCase random, Fault fault) {
        this.random = random;
        this.fault = fault;
        this.critical = random.critical();
        Reading<Condition> reading = READER.condition(fault.where().apply(random.where), "/where");
        assertThat(reading.problems()).as(random.where.toString()).isEmpty();
        Condition read = reading.value().orElseThrow();
        if (fault.equals(Fault.NONE)) {
            assertThat(READER.condition(ConditionJson.of(read), "").value()).contains(read);
        }
        set = ConditionSet.builder()
                .add("it", read, fault.zone().apply(random.zone))
                .build();
        condition = set.find("it").orElseThrow();
        evaluation = new Evaluation(set);
        history = new HappeningHistory(set.dependencies());
    }

    int members() {
        return members;
    }

    int changes() {
        return changes;
    }

    void check() {
        checkAt(random.instant());
        for (Happening one : random.happenings) {
            Instant before = random.instant();
            Verdict verdict = evaluation.evaluate(condition, Micros.of(before));
            boolean touches = history.firstSeen() > Micros.of(one.time()) || touches(one);
            history.add(fault.happening().apply(one));
            arrived.add(one);
            evaluation.about(fault.history().apply(history));
            if (!touches && fault.equals(Fault.NONE) && !isRecurring()) {
                assertThat(evaluation.evaluate(condition, Micros.of(before)))
                        .as(() -> what(before) + " touched by " + one)
                        .isEqualTo(verdict);
            }
            if (arrived.size() == random.happenings.size() || arrived.size() % 5 == 1) {
                checkAt(random.instant());
            }
        }
        checkAt(random.instant());
        checkAt(random.instant());
        checkExplanation(random.instant());
    }

    /** Facts are not events: who asks for them is told so. */
    private boolean touches(Happening one) {
        return one.type().startsWith("fact:")
                || set.touchedBy(one.type(), one.data()).contains(condition);
    }

    /** Without the events that are said not to matter any more. */
    private void checkTrimmed(Instant at, Verdict verdict) {
        long now = Micros.of(at);
        Verdict trimmed = new Evaluation(set)
                .about(new TrimmedHistory(history, set.dependencies(), now))
                .evaluate(condition, now);
        assertThat(trimmed).as(() -> what(at) + " trimmed").isEqualTo(verdict);
    }

    private void checkAt(Instant at) {
        PlainOracle oracle = oracle();
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
        if (fault.equals(Fault.NONE) && !isRecurring()) {
            checkTrimmed(at, verdict);
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

    private PlainOracle oracle() {
        return new PlainOracle(arrived, random.zone, RandomCase.TYPES);
    }

    private boolean isRecurring() {
        return random.where.toString().contains("anniversary");
    }

    /** What recurs each year is not looked at for ever: then it may say when to ask again. */
    private boolean isFarOff(Instant at, Instant until) {
        return isRecurring() && until.isAfter(at.plus(Duration.ofDays(1_000)));
    }

    /** Each part says what the oracle says of it, and the whole what the fast way says. */
    private void checkExplanation(Instant at) {
        Explanation explanation = evaluation.explain(condition, Micros.of(at));
        Verdict verdict = evaluation.evaluate(condition, Micros.of(at));
        assertThat(explanation.verdict().member()).as(() -> what(at)).isEqualTo(verdict.member());
        if (!isFarOff(at, verdict.validUntil().orElse(Instant.MAX))) {
            assertThat(explanation.verdict()).as(() -> what(at)).isEqualTo(verdict);
        }
        checkParts(explanation, at);
    }

    private void checkParts(Explanation explanation, Instant at) {
        assertThat(explanation.verdict().member())
                .as(() -> explanation.pointer() + " of " + what(at))
                .isEqualTo(oracle().isMember(random.where.at(explanation.pointer()), at));
        explanation.parts().forEach(part -> checkParts(part, at));
    }

    private String what(Instant at) {
        return random.where + " in " + random.zone + " at " + at + " over " + arrived;
    }
}
