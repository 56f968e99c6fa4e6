package crm.operations.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.LetterState;
import crm.platform.rest.Refusal;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The open dead letters that a request about many means: those that fit all that its address and its body say. What is not
 * understood is refused, since without it more letters would fit than were meant.
 *
 * @param after the next of the step before
 */
record LetterChoice(DeadLetterFilter filter, Optional<String> after, Optional<LetterSelection> body) {

    private static final Set<String> PARAMETERS = Set.of("topic", "code", "state", "group", "from", "to", "after");
    private static final String NOT_OPEN = "Only open letters are replayed or discarded.";

    /** @param sent may be empty or null */
    static LetterChoice of(MultivaluedMap<String, String> query, byte[] sent) throws JsonProcessingException {
        query.forEach(LetterChoice::check);
        DeadLetterFilter asked = new LetterParameters(
                        query.getFirst("topic"),
                        query.getFirst("code"),
                        query.getFirst("state"),
                        query.getFirst("group"),
                        query.getFirst("from"),
                        query.getFirst("to"))
                .filter();
        asked.state().filter(state -> state != LetterState.OPEN).ifPresent(state -> {
            throw Refusal.parameter("state", "not_open", NOT_OPEN);
        });
        Optional<LetterSelection> body = LetterRequest.read(sent, LetterSelection.class);
        DeadLetterFilter selected = body.map(LetterSelection::filter).orElse(DeadLetterFilter.ALL);
        selected.state().filter(state -> state != LetterState.OPEN).ifPresent(state -> {
            throw Refusal.field("/state", "not_open", NOT_OPEN);
        });
        Optional<String> after =
                both("after", Optional.ofNullable(query.getFirst("after")), body.flatMap(LetterSelection::after));
        return new LetterChoice(both(asked, selected), after, body);
    }

    private static void check(String name, List<String> values) {
        if (!PARAMETERS.contains(name)) {
            throw Refusal.parameter(name, "unknown_parameter", "This parameter is not known here.");
        } else if (values.size() != 1 || values.get(0).isEmpty()) {
            throw Refusal.parameter(name, "bad_parameter", "Say one thing here, or leave the parameter out.");
        }
    }

    private static DeadLetterFilter both(DeadLetterFilter asked, DeadLetterFilter selected) {
        return new DeadLetterFilter(
                both("topic", asked.topic(), selected.topic()),
                both("code", asked.code(), selected.code()),
                Optional.of(LetterState.OPEN),
                both("group", asked.group(), selected.group()),
                both("from", asked.from(), selected.from()),
                both("to", asked.to(), selected.to()),
                selected.ids());
    }

    private static <T> Optional<T> both(String name, Optional<T> asked, Optional<T> selected) {
        if (asked.isPresent() && selected.isPresent() && !asked.equals(selected)) {
            throw Refusal.parameter(name, "contradiction", "The address and the body say different things here.");
        }
        return asked.or(() -> selected);
    }

    /** Whether it says anything that a letter must fit. */
    private boolean isNarrowed() {
        return !filter.equals(DeadLetterFilter.ALL.in(LetterState.OPEN));
    }

    /** The reason for which they shall be discarded, all of which must be meant. */
    String discardReason() {
        String reason = DiscardReason.of(body.flatMap(LetterSelection::reason));
        if (after.isPresent()) {
            throw Refusal.field("/after", "unknown_field", "All that fit are discarded at once; leave after out.");
        } else if (!isNarrowed() && !body.flatMap(LetterSelection::all).orElse(false)) {
            throw Refusal.field(
                    "", "missing_filter", "Say which letters, or that all open ones are meant: {\"all\": true}.");
        }
        return reason;
    }
}
