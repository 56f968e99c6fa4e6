package crm.profile.entity;

import java.util.Optional;

/**
 * What to look for among customers.
 *
 * @param text part of a name, an e-mail address, a phone number or an id; blank for all
 * @param country exact value of {@code attributes.address.country}
 */
public record CustomerSearch(Optional<String> text, Optional<String> country, Sort sort) {

    private static final int SHORTEST = 3;
    private static final int SHORTEST_HAN = 2;

    /**
     * Whether the text is too short to be looked for as a part of something: it would be part of nearly everything. As a
     * whole id it still counts. Chinese names are short.
     */
    public boolean tooShort() {
        String sought = text.map(String::strip).orElse("");
        int shortest = sought.codePoints().anyMatch(Character::isIdeographic) ? SHORTEST_HAN : SHORTEST;
        return !sought.isEmpty() && sought.codePointCount(0, sought.length()) < shortest;
    }

    public static CustomerSearch all() {
        return new CustomerSearch(Optional.empty(), Optional.empty(), Sort.NAME);
    }

    /** The order of the list; each has an index, so any page of it costs the same. */
    public enum Sort {
        /** By name, customers without one by their id. */
        NAME,
        NAME_DESCENDING,
        /** Who was made known last comes first. */
        NEWEST,
        OLDEST
    }
}
