package crm.operations.page;

import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.DeadLetterView;
import crm.ingest.entity.LetterState;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.ReplayDelayed;
import crm.ingest.service.DeadLetterDesk;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds dead letters, and replays or discards many of them. Shows nothing of what they say. */
@Named("letters")
@RequestScoped
public class DeadLettersPage {

    private static final String AGAIN = "/operations/dead-letters.xhtml?faces-redirect=true&includeViewParams=true";
    private static final int PAGE_SIZE = 50;
    private static final int LONGEST_REASON = 500;
    private static final String ALL_STATES = "all";

    @Inject
    private DeadLetterDesk desk;

    @Inject
    private ReplayRun run;

    @Inject
    private ExternalContext external;

    private String topic;
    private String code;
    private String state = LetterState.OPEN.word();
    private String from;
    private String to;
    private String after;
    private String done;
    private String reason;
    private Page<DeadLetterView> found;
    private Map<String, Long> counts;

    public List<LetterRow> getItems() {
        return found().items().stream().map(LetterRow::of).toList();
    }

    /** The cursor of older letters, null where there are none. */
    public String getOlder() {
        return found().next().orElse(null);
    }

    private Page<DeadLetterView> found() {
        if (found == null) {
            found = find();
        }
        return found;
    }

    private Page<DeadLetterView> find() {
        try {
            return desk.overview(filter(), PAGE_SIZE, Optional.ofNullable(after));
        } catch (ForeignCursor e) {
            after = null;
            return desk.overview(filter(), PAGE_SIZE, Optional.empty());
        }
    }

    /** How many there are of each reason, whichever of them is looked at. */
    public Map<String, Long> getCounts() {
        if (counts == null) {
            counts = new TreeMap<>();
            desk.counts(filter(Optional.empty())).forEach((reasonCode, count) -> counts.put(reasonCode.word(), count));
        }
        return counts;
    }

    private DeadLetterFilter filter() {
        return filter(Optional.ofNullable(code).flatMap(Rejection.Code::of));
    }

    private DeadLetterFilter filter(Optional<Rejection.Code> ofCode) {
        return new DeadLetterFilter(
                Optional.ofNullable(topic),
                ofCode,
                Optional.ofNullable(state).flatMap(LetterState::of),
                Optional.empty(),
                day(from).map(date -> start(date)),
                day(to).map(date -> start(date.plusDays(1))),
                new TreeSet<>());
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.ofNullable(text)
                    .map(LocalDate::parse)
                    .filter(date -> date.getYear() > 0 && date.getYear() < 9999);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public String replaySelected() {
        List<Long> chosen = selected();
        return chosen.isEmpty() ? say("none") : replay(() -> run.begin(DeadLetterFilter.ALL.only(chosen)));
    }

    public String replayAll() {
        return replay(() -> run.begin(filter()));
    }

    /** The next step of a replay of many. */
    public String goOn() {
        return replay(run::goOn);
    }

    public String stop() {
        run.stop();
        return say(null);
    }

    private String replay(Runnable step) {
        try {
            step.run();
            return say(null);
        } catch (ReplayDelayed e) {
            run.stop();
            return say("delayed");
        }
    }

    public String discardSelected() {
        List<Long> chosen = selected();
        if (chosen.isEmpty()) {
            return say("none");
        } else if (reason == null || reason.isBlank()) {
            return say("unreasoned");
        }
        run.forget();
        desk.discard(DeadLetterFilter.ALL.only(chosen), shortened(reason));
        return say("discarded");
    }

    private static String shortened(String text) {
        String stripped = text.strip();
        return stripped.length() <= LONGEST_REASON ? stripped : stripped.substring(0, LONGEST_REASON);
    }

    private List<Long> selected() {
        String[] chosen = external.getRequestParameterValuesMap().getOrDefault("selected", new String[0]);
        return Arrays.stream(chosen)
                .filter(id -> id.matches("[0-9]{1,18}"))
                .limit(PAGE_SIZE)
                .map(Long::valueOf)
                .toList();
    }

    private String say(String what) {
        done = what;
        return AGAIN;
    }

    /** How a replay ended is told once. */
    public void load() {
        run.tell();
    }

    public boolean isReplaying() {
        return run.begun();
    }

    public boolean isRunning() {
        return run.running();
    }

    public int getReplayed() {
        return run.replayed();
    }

    public int getKnown() {
        return run.known();
    }

    public int getRefused() {
        return run.refused();
    }

    public long getRemaining() {
        return run.running() ? run.remaining() : 0;
    }

    public long getTried() {
        return (long) run.replayed() + run.refused();
    }

    /** Whether letters can be chosen here. */
    public boolean isOpen() {
        return LetterState.OPEN.word().equals(state);
    }

    public boolean isNarrowed() {
        return Stream.of(topic, code, from, to).anyMatch(given -> given != null) || !isOpen();
    }

    public List<String> getTopics() {
        return desk.topics();
    }

    public List<String> getCodes() {
        return Arrays.stream(Rejection.Code.values()).map(Rejection.Code::word).toList();
    }

    public List<String> getStates() {
        return Stream.concat(Arrays.stream(LetterState.values()).map(LetterState::word), Stream.of(ALL_STATES))
                .toList();
    }

    public String getTopic() {
        return topic;
    }

    public void setTopic(String topic) {
        this.topic = given(topic);
    }

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = given(code);
    }

    public String getState() {
        return state;
    }

    public void setState(String state) {
        this.state = given(state) == null ? LetterState.OPEN.word() : state;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = given(from);
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = given(to);
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = given(after);
    }

    public String getDone() {
        return done;
    }

    public void setDone(String done) {
        this.done = Stream.of("none", "unreasoned", "discarded", "delayed")
                .filter(known -> known.equals(done))
                .findFirst()
                .orElse(null);
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }

    private static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
