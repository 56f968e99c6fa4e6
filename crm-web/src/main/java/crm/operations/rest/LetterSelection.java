package crm.operations.rest;

import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.LetterState;
import crm.ingest.entity.Rejection;
import crm.platform.rest.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The body that says which dead letters are meant: all that fit, for an empty object all.
 *
 * @param after the next of the step before
 * @param reason why they are discarded
 * @param all that all are meant indeed, where nothing else says which
 */
record LetterSelection(
        Optional<String> topic,
        Optional<String> code,
        Optional<String> state,
        Optional<String> group,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<List<Long>> ids,
        Optional<String> after,
        Optional<String> reason,
        Optional<Boolean> all) {

    private static final int MOST = 1000;

    DeadLetterFilter filter() {
        topic.ifPresent(text -> storable("/topic", text));
        group.ifPresent(text -> storable("/group", text));
        return new DeadLetterFilter(
                topic, code.map(LetterSelection::code), state.map(LetterSelection::state), group, from, to, selected());
    }

    private SortedSet<Long> selected() {
        ids.ifPresent(chosen -> {
            if (chosen.isEmpty() || chosen.size() > MOST || chosen.stream().anyMatch(Objects::isNull)) {
                throw Refusal.field("/ids", "bad_ids", "Name 1 to " + MOST + " letters, or leave ids out for all.");
            }
        });
        return new TreeSet<>(ids.orElse(List.of()));
    }

    private static Rejection.Code code(String word) {
        return Rejection.Code.of(word)
                .orElseThrow(() -> Refusal.field("/code", "unknown_code", LetterParameters.CODES));
    }

    private static LetterState state(String word) {
        return LetterState.of(word)
                .orElseThrow(() -> Refusal.field("/state", "unknown_state", LetterParameters.STATES));
    }

    private static void storable(String pointer, String text) {
        if (text.indexOf('\0') >= 0) {
            throw Refusal.field(pointer, "bad_character", "U+0000 stands in no text that is kept here.");
        }
    }
}
