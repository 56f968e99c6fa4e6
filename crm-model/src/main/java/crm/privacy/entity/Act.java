package crm.privacy.entity;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the audit trail writes down of something that somebody did. Who and when is the trail's own knowledge.
 *
 * @param action what was done, such as {@code account.saved} or {@code customer.viewed}
 * @param object to what: its kind and id, such as {@code account:ada} or {@code profile:<uuid>}, nothing personal
 * @param details what else there is to know, nothing personal
 * @param personal personal values, of which only a keyed digest is kept
 */
public record Act(String action, String object, SortedMap<String, String> details, SortedMap<String, String> personal) {

    public Act {
        requireNonNull(action, "action");
        requireNonNull(object, "object");
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
        personal = Collections.unmodifiableSortedMap(new TreeMap<>(personal));
    }

    public Act(String action, String object) {
        this(action, object, new TreeMap<>(), new TreeMap<>());
    }

    /** The same with one more detail. */
    public Act with(String name, Object value) {
        return new Act(action, object, and(details, name, String.valueOf(value)), personal);
    }

    /** The same with one more personal value. */
    public Act withPersonal(String name, String value) {
        return new Act(action, object, details, and(personal, name, value));
    }

    private static SortedMap<String, String> and(Map<String, String> entries, String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(entries);
        more.put(name, value);
        return more;
    }
}
