package crm.profile.rest;

import crm.platform.rest.Limit;
import crm.platform.rest.Refusal;
import crm.profile.entity.CustomerSearch;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The body of a search.
 *
 * @param q part of a name, an e-mail address, a phone number or an id
 * @param sort as in {@link SortOrder}
 */
record SearchBody(
        Optional<String> q,
        Optional<Filters> filters,
        Optional<String> sort,
        OptionalInt limit,
        Optional<String> after) {

    private static final int LONGEST = 200;

    static final SearchBody EMPTY =
            new SearchBody(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

    /** What customers must have. */
    record Filters(Optional<String> country, Optional<String> segment) {}

    CustomerSearch search() {
        storable("/q", q);
        storable("/filters/country", filters.flatMap(Filters::country));
        storable("/after", after);
        q.filter(text -> text.length() > LONGEST).ifPresent(text -> {
            throw Refusal.field("/q", "too_long", "At most " + LONGEST + " characters can be searched for.");
        });
        return new CustomerSearch(
                q.map(String::strip).filter(text -> !text.isEmpty()),
                filters.flatMap(Filters::country),
                SortOrder.field(sort));
    }

    private static void storable(String pointer, Optional<String> text) {
        if (text.orElse("").indexOf('\0') >= 0) {
            throw Refusal.field(pointer, "bad_character", "U+0000 stands in no text that is kept here.");
        }
    }

    Optional<String> segment() {
        return filters.flatMap(Filters::segment);
    }

    int pageSize() {
        return Limit.of(limit);
    }
}
