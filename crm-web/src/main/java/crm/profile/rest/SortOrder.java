package crm.profile.rest;

import crm.platform.rest.Refusal;
import crm.profile.entity.CustomerSearch.Sort;
import java.util.Map;
import java.util.Optional;

/** The words for the orders of a list of customers. */
final class SortOrder {

    private static final Map<String, Sort> WORDS =
            Map.of("name", Sort.NAME, "-name", Sort.NAME_DESCENDING, "newest", Sort.NEWEST, "oldest", Sort.OLDEST);
    private static final String RULE = "Customers are sorted by name, -name, newest or oldest.";

    private SortOrder() {}

    static Sort parameter(Optional<String> word) {
        return of(word).orElseThrow(() -> Refusal.parameter("sort", "unknown_sort", RULE));
    }

    static Sort field(Optional<String> word) {
        return of(word).orElseThrow(() -> Refusal.field("/sort", "unknown_sort", RULE));
    }

    private static Optional<Sort> of(Optional<String> word) {
        return Optional.ofNullable(WORDS.get(word.orElse("name")));
    }
}
