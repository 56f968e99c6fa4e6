package crm.profile.rest;

import crm.platform.rest.Refusal;
import crm.profile.entity.CustomerSearch.Sort;
import java.util.Map;
import java.util.Optional;

/** The words for the orders of a list of customers. */
final class SortOrder {

    private static final Map<String, Sort> WORDS = Map.of(
            "match", Sort.MATCH,
            "name", Sort.NAME,
            "-name", Sort.NAME_DESCENDING,
            "newest", Sort.NEWEST,
            "oldest", Sort.OLDEST,
            "last_seen", Sort.LAST_SEEN,
            "-last_seen", Sort.LONGEST_UNSEEN,
            "orders", Sort.ORDERS,
            "spend", Sort.SPEND);
    private static final String RULE =
            "Customers are sorted by match, name, -name, newest, oldest, last_seen, -last_seen,"
                    + " orders or, with the filter spend, by spend.";

    private SortOrder() {}

    /** Of a list without filters. */
    static Sort parameter(Optional<String> word) {
        return of(word, Sort.NAME)
                .filter(sort -> sort != Sort.SPEND)
                .orElseThrow(() -> Refusal.parameter("sort", "unknown_sort", RULE));
    }

    // usual: where nothing is said.
    static Sort field(Optional<String> word, Sort usual) {
        return of(word, usual).orElseThrow(SortOrder::unknown);
    }

    static Refusal unknown() {
        return Refusal.field("/sort", "unknown_sort", RULE);
    }

    private static Optional<Sort> of(Optional<String> word, Sort usual) {
        return word.isEmpty() ? Optional.of(usual) : Optional.ofNullable(WORDS.get(word.get()));
    }
}
