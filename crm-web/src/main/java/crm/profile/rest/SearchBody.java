package crm.profile.rest;

import crm.platform.rest.Limit;
import crm.platform.rest.Refusal;
import crm.profile.entity.CustomerFilter;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSearch.Alphabet;
import crm.profile.entity.CustomerSearch.Sort;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The body of a search.
 *
 * @param q words, each a beginning or a part of a name, an e-mail address, a phone number or an id
 * @param sort as in {@link SortOrder}
 */
record SearchBody(
        Optional<String> q,
        Optional<SearchFilters> filters,
        Optional<String> sort,
        OptionalInt limit,
        Optional<String> after) {

    static final SearchBody EMPTY =
            new SearchBody(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

    CustomerSearch search() {
        storable("/q", q);
        storable("/after", after);
        q.filter(text -> text.length() > CustomerSearch.LONGEST).ifPresent(text -> {
            throw Refusal.field(
                    "/q", "too_long", "At most " + CustomerSearch.LONGEST + " characters can be searched for.");
        });
        Optional<String> text = q.map(String::strip).filter(sought -> !sought.isEmpty());
        CustomerFilter filter = filters.map(SearchFilters::filter).orElse(CustomerFilter.NONE);
        Sort order = SortOrder.field(sort, text.isPresent() ? Sort.MATCH : Sort.NAME);
        if (order == Sort.SPEND && filter.spend().isEmpty()) {
            throw SortOrder.unknown();
        }
        return new CustomerSearch(text, filter, order, Alphabet.LATIN);
    }

    private static void storable(String pointer, Optional<String> text) {
        if (text.orElse("").indexOf('\0') >= 0) {
            throw Refusal.field(pointer, "bad_character", "U+0000 stands in no text that is kept here.");
        }
    }

    Optional<String> segment() {
        return filters.flatMap(SearchFilters::segment);
    }

    int pageSize() {
        return Limit.of(limit);
    }
}
