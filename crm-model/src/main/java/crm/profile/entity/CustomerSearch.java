package crm.profile.entity;

import java.util.Optional;

/**
 * What to look for among customers.
 *
 * @param text part of a name, an e-mail address, a phone number or an id; blank for all
 * @param country exact value of {@code attributes.address.country}
 */
public record CustomerSearch(Optional<String> text, Optional<String> country, Sort sort) {

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
