package crm.ingest.service;

import crm.ingest.entity.Fault;
import crm.ingest.entity.IntakeRefused;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Verdict;
import crm.ingest.service.EventLog.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Events that somebody sends directly: each is judged by itself, written to the topic that its type is meant for, and
 * only then accepted. Thread-safe.
 */
public final class Intake {

    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final String SENT_AGAIN = "send it again with this id, and it has its effect once";
    private static final Fault NOT_TAKEN = new Fault("", "not_written", "was not written; " + SENT_AGAIN);
    private static final Fault UNKNOWN = new Fault("", "not_written", "is not known to be written; " + SENT_AGAIN);
    private static final String TOO_LARGE = Rejection.Code.TOO_LARGE.name().toLowerCase(Locale.ROOT);
    private static final Fault LARGER = new Fault("", TOO_LARGE, "is larger than the log takes");

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
     * @throws IntakeRefused if nothing of it is known to be taken; if it is busy, all may be sent again as it is
     */
    public List<Verdict> take(String account, IntakeGate.Visit visit, Supplier<EventBody> body, EventLog log) {
        visit.work();
        EventBody sent = body.get();
        List<Candidate> candidates = sent.candidates();
        pace.spend(account, Math.max(1, candidates.size()));
        Set<String> given = new HashSet<>();
        Origin origin = new Origin(Optional.empty(), account, clock.instant(), () -> fresh(given));
        FaultLimit limit = new FaultLimit();
        List<Judgement> judgements =
                candidates.stream().map(one -> judge.judge(one, origin, limit)).toList();
        List<EventLog.Entry> entries =
                judgements.stream().flatMap(one -> one.entry().stream()).toList();
        List<Outcome> outcomes = entries.isEmpty() ? List.of() : log.append(entries);
        if (isBusy(judgements, outcomes, given)) {
            throw IntakeRefused.busy("The event log does not take anything at the moment; wait and send again.", AGAIN);
        }
        List<Verdict> verdicts = verdicts(judgements, outcomes.iterator());
        if (sent.single() && isTooLarge(verdicts.get(0))) {
            throw EventBody.tooLarge();
        }
        return verdicts;
    }

    private static String fresh(Set<String> given) {
        String id = UUID.randomUUID().toString();
        given.add(id);
        return id;
    }

    /**
     * Whether nothing is known to be written and the same body may be sent again. It may not be if an event that got its
     * id here may still come to be written: it would get another id and count twice, so its sender is told the id.
     */
    private static boolean isBusy(List<Judgement> judgements, List<Outcome> outcomes, Set<String> given) {
        boolean waits = outcomes.contains(Outcome.NOT_TAKEN) || outcomes.contains(Outcome.UNKNOWN);
        return waits && !outcomes.contains(Outcome.WRITTEN) && !isUnknown(judgements, outcomes.iterator(), given);
    }

    private static boolean isUnknown(List<Judgement> judgements, Iterator<Outcome> outcomes, Set<String> ids) {
        return judgements.stream()
                .filter(one -> one.entry().isPresent())
                .anyMatch(one -> outcomes.next() == Outcome.UNKNOWN
                        && one.id().filter(ids::contains).isPresent());
    }

    private static boolean isTooLarge(Verdict verdict) {
        return verdict.errors().stream().anyMatch(fault -> fault.code().equals(TOO_LARGE));
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
            case NOT_TAKEN -> rejected(index, judgement, List.of(NOT_TAKEN));
            case UNKNOWN -> rejected(index, judgement, List.of(UNKNOWN));
            case TOO_LARGE -> rejected(index, judgement, List.of(LARGER));
        };
    }

    private static Verdict rejected(int index, Judgement judgement, List<Fault> errors) {
        return new Verdict(index, judgement.id(), Verdict.REJECTED, errors, List.of());
    }
}
