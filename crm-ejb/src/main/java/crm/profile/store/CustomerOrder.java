package crm.profile.store;

import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSearch.Alphabet;

/**
 * How a list of customers is sorted: by a key, then by the id. Key and id come from one table, so that its index has both.
 *
 * @param key the column
 * @param type of the column
 * @param personal whether the key must not leave in a cursor
 */
record CustomerOrder(String key, String id, String type, boolean descending, boolean personal) {

    private static final String PERSON = "p.profile_id";
    private static final String FIGURES = "f.profile_id";

    static CustomerOrder of(CustomerSearch search) {
        String name = name(search);
        return switch (search.sort()) {
            case MATCH, NAME -> new CustomerOrder(name, PERSON, "text", false, true);
            case NAME_DESCENDING -> new CustomerOrder(name, PERSON, "text", true, true);
            case NEWEST -> new CustomerOrder("p.created_at", PERSON, "timestamptz", true, false);
            case OLDEST -> new CustomerOrder("p.created_at", PERSON, "timestamptz", false, false);
            case LAST_SEEN -> new CustomerOrder("f.last_seen_at", FIGURES, "timestamptz", true, false);
            case LONGEST_UNSEEN -> new CustomerOrder("f.last_seen_at", FIGURES, "timestamptz", false, false);
            case ORDERS -> new CustomerOrder("f.orders", FIGURES, "int8", true, false);
            case SPEND -> new CustomerOrder("s.net", "s.profile_id", "numeric", true, false);
        };
    }

    /** Names as the list's alphabet compares them. */
    static String name(CustomerSearch search) {
        return search.alphabet() == Alphabet.CHINESE
                ? "p.sort_name collate crm_chinese"
                : "p.sort_name collate crm_latin";
    }

    boolean needsFigures() {
        return id.equals(FIGURES);
    }

    /** What comes after a key and an id, which are the parameters. */
    String after() {
        return "(" + key + ", " + id + ") " + (descending ? "<" : ">") + " (?::" + type + ", ?)";
    }

    String clause() {
        return clause(key, id);
    }

    /** The same where key and id are called otherwise. */
    String clause(String aKey, String anId) {
        String direction = descending ? " desc" : "";
        return " order by " + aKey + direction + ", " + anId + direction;
    }

    /** The key as it may leave; under a name of its own, as a list would be sorted by the text otherwise. */
    String shown(String aKey) {
        return personal ? "null" : aKey + "::text as shown";
    }
}
