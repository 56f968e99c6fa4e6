package crm.ingest.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import crm.ingest.entity.Fault;
import crm.ingest.entity.Verdict;
import java.util.List;
import java.util.Optional;

/** The answer to events: one item for each, in their order. */
public record Verdicts(List<Item> items) {

    /** What became of one event; an {@code id} that nobody can read is {@code null}. */
    public record Item(
            int index,
            @JsonInclude(JsonInclude.Include.ALWAYS) Optional<String> id,
            String status,
            List<Fault> errors,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> warnings) {}

    static Verdicts of(List<Verdict> verdicts) {
        return new Verdicts(verdicts.stream()
                .map(one -> new Item(one.index(), one.id(), one.status(), one.errors(), one.warnings()))
                .toList());
    }
}
