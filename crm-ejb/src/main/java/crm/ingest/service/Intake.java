package crm.ingest.service;

import crm.ingest.entity.Fault;
import crm.ingest.entity.IntakeRefused;
import crm.ingest.entity.Verdict;
import crm.ingest.service.EventLog.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Events that somebody sends directly: each is judged by itself, written to the topic that its type is meant for, and
 * only then accepted. Thread-safe.
 */
public final class Intake {

    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Fault NOT_WRITTEN =
            new Fault("", "not_written", "is not known to be written; send it again with the same source and id");
    private static final Fault TOO_LARGE = new Fault("", "too_large", "is larger than the log takes");

    private final Clock clock;
    private final IntakePace pace;
    private final Judge judge;

    Intake(Clock clock, EventDecoder decoder, EventSchemas schemas, IntakeSettings settings) {
        this.clock = clock;
        this.pace = new IntakePace(settings);
        this.judge = new Judge(decoder, schemas);
    }

    /**
     * Judges and writes; returns when the log has answered.
     *
     * @param account who sends them, the source of bare JSON that names none
     * @param body read only once there is room to work on it
     * @return one verdict for each event, in their order
     * @throws IntakeRefused if nothing of it can be taken; if it was for the log, all may be sent again as it is
     */
    public List<Verdict> take(String account, IntakeGate.Visit visit, Supplier<EventBody> body, EventLog log) {
        visit.work();
        List<Candidate> candidates = body.get().candidates();
        pace.spend(account, candidates.size());
        Origin origin = new Origin(
                Optional.empty(),
                account,
                clock.instant(),
                () -> UUID.randomUUID().toString());
        FaultLimit limit = new FaultLimit();
        List<Judgement> judgements =
                candidates.stream().map(one -> judge.judge(one, origin, limit)).toList();
        List<EventLog.Entry> entries =
                judgements.stream().flatMap(one -> one.entry().stream()).toList();
        List<Outcome> outcomes = entries.isEmpty() ? List.of() : log.append(entries);
        if (outcomes.contains(Outcome.NOT_WRITTEN) && !outcomes.contains(Outcome.WRITTEN)) {
            throw IntakeRefused.busy("The event log does not take anything at the moment; wait and send again.", AGAIN);
        }
        return verdicts(judgements, outcomes.iterator());
    }

    private static List<Verdict> verdicts(List<Judgement> judgements, Iterator<Outcome> outcomes) {
        List<Verdict> verdicts = new ArrayList<>(judgements.size());
        for (Judgement judgement : judgements) {
            verdicts.add(
                    judgement.entry().isEmpty()
                            ? rejected(verdicts.size(), judgement, judgement.faults())
                            : verdict(verdicts.size(), judgement, outcomes.next()));
        }
        return verdicts;
    }

    private static Verdict verdict(int index, Judgement judgement, Outcome outcome) {
        return switch (outcome) {
            case WRITTEN -> new Verdict(index, judgement.id(), Verdict.ACCEPTED, List.of(), judgement.faults());
            case NOT_WRITTEN -> rejected(index, judgement, List.of(NOT_WRITTEN));
            case TOO_LARGE -> rejected(index, judgement, List.of(TOO_LARGE));
        };
    }

    private static Verdict rejected(int index, Judgement judgement, List<Fault> errors) {
        return new Verdict(index, judgement.id(), Verdict.REJECTED, errors, List.of());
    }
}
