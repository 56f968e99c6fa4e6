package crm.profile.store;

import crm.platform.entity.ForeignCursor;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSearch.Alphabet;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * How a list of customers is sorted: by a key, then by the id. Key and id come from one table, so that its index has both.
 *
 * @param key the column
 * @param type of the column
 * @param personal whether the key must not leave in a cursor
 */
record CustomerOrder(String key, String id, String type, boolean descending, boolean personal) {

    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[.][0-9]{6}Z");
    private static final Pattern COUNT = Pattern.compile("-?[0-9]{1,18}");
    // Sums of as much as anybody may say; but nothing that is long to compute with.
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,100}([.][0-9]{1,100})?");

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
        if (personal) {
            return "null";
        }
        String text = type.equals("timestamptz")
                ? "to_char(" + aKey + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                : aKey + "::text";
        return text + " as shown";
    }

    /**
     * A key as it was {@link #shown}, or a name.
     *
     * @throws ForeignCursor if it never was
     */
    Object read(String shown) {
        try {
            return switch (type) {
                case "timestamptz" -> Instant.parse(fitting(shown, TIME));
                case "int8" -> Long.valueOf(fitting(shown, COUNT));
                case "numeric" -> new BigDecimal(fitting(shown, AMOUNT));
                default -> shown;
            };
        } catch (DateTimeException e) {
            throw new ForeignCursor();
        }
    }

    private static String fitting(String shown, Pattern pattern) {
        if (!pattern.matcher(shown).matches()) {
            throw new ForeignCursor();
        }
        return shown;
    }
}
