package crm.profile.entity;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What to look for among customers, and in which order.
 *
 * @param text words, each the beginning or a part of a name, an e-mail address, a phone number or an id; blank for all
 * @param alphabet in which names are sorted; with a text always that of the text, so that those who fit come early
 */
public record CustomerSearch(Optional<String> text, CustomerFilter filter, Sort sort, Alphabet alphabet) {

    /** How many characters somebody may look for. */
    public static final int LONGEST = 200;

    public CustomerSearch {
        requireNonNull(text, "text");
        requireNonNull(filter, "filter");
        requireNonNull(sort, "sort");
        requireNonNull(alphabet, "alphabet");
        alphabet = text.map(String::strip)
                .filter(sought -> !sought.isEmpty())
                .map(Alphabet::ofText)
                .orElse(alphabet);
        if (sort == Sort.SPEND && filter.spend().isEmpty()) {
            throw new IllegalArgumentException("money is sorted within a currency");
        }
    }

    public CustomerSearch(Optional<String> text, Optional<String> country, Sort sort) {
        this(text, CustomerFilter.ofCountry(country), sort, Alphabet.LATIN);
    }

    /**
     * Whether the text is too short to be looked for as a beginning: it would be that of nearly everything. As a whole id it
     * still counts. One Chinese character is a whole surname.
     */
    public boolean tooShort() {
        String sought = sought();
        return sought.codePointCount(0, sought.length()) == 1 && !Character.isIdeographic(sought.codePointAt(0));
    }

    /** The text without blanks around it, empty for all. */
    public String sought() {
        return text.map(String::strip).orElse("");
    }

    /**
     * The same for whoever sees names masked: where somebody stands in a list by name tells between which names theirs is, so
     * such a list goes by when they were made known.
     */
    public CustomerSearch blindToNames() {
        return new CustomerSearch(
                text,
                filter,
                switch (sort) {
                    case MATCH, NAME -> Sort.NEWEST;
                    case NAME_DESCENDING -> Sort.OLDEST;
                    default -> sort;
                },
                alphabet);
    }

    public static CustomerSearch all() {
        return new CustomerSearch(Optional.empty(), Optional.empty(), Sort.NAME);
    }

    /** The order of the list; each has an index, so that any page of it costs the same. */
    public enum Sort {
        /**
         * Who fits best comes first: by a whole id, by beginnings, by parts; among equals by name. Without a text as
         * {@link #NAME}.
         */
        MATCH,
        /** By name, customers without one by their id. */
        NAME,
        NAME_DESCENDING,
        /** Who was made known last comes first. */
        NEWEST,
        OLDEST,
        /** Whose last event is the latest comes first. */
        LAST_SEEN,
        LONGEST_UNSEEN,
        /** Who has the most orders comes first. */
        ORDERS,
        /** Who has spent most in the currency that is filtered by comes first. */
        SPEND;

        public boolean goesByName() {
            return this == MATCH || this == NAME || this == NAME_DESCENDING;
        }
    }

    /** How names are sorted: as readers of a language expect it. */
    public enum Alphabet {
        LATIN,
        /** By pinyin. */
        CHINESE;

        private static Alphabet ofText(String text) {
            return text.codePoints().anyMatch(Character::isIdeographic) ? CHINESE : LATIN;
        }

        /** What readers of a language are used to. */
        public static Alphabet of(String language) {
            return language.equals("zh") ? CHINESE : LATIN;
        }
    }
}
