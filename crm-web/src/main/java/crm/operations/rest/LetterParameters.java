package crm.operations.rest;

import crm.ingest.entity.DeadLetterFilter;
import crm.ingest.entity.LetterState;
import crm.ingest.entity.Rejection;
import crm.platform.rest.Refusal;
import crm.platform.rest.Times;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The query parameters that say which dead letters are meant; each may be null. */
record LetterParameters(String topic, String code, String state, String group, String from, String to) {

    static final String CODES = "A code is one of "
            + Arrays.stream(Rejection.Code.values()).map(Rejection.Code::word).collect(Collectors.joining(", "))
            + ".";

    static final String STATES = "A state is one of open, replayed, discarded.";

    DeadLetterFilter filter() {
        return new DeadLetterFilter(
                given(topic),
                given(code).map(LetterParameters::code),
                given(state).map(LetterParameters::state),
                given(group),
                Times.parameter("from", from),
                Times.parameter("to", to),
                new TreeSet<>());
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(some -> !some.isEmpty());
    }

    private static Rejection.Code code(String word) {
        return Rejection.Code.of(word).orElseThrow(() -> Refusal.parameter("code", "unknown_code", CODES));
    }

    private static LetterState state(String word) {
        return LetterState.of(word).orElseThrow(() -> Refusal.parameter("state", "unknown_state", STATES));
    }
}
