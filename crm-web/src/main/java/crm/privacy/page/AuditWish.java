package crm.privacy.page;

import crm.privacy.entity.AuditSearch;
import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a person looks for in the audit trail, and where in the list they are. Kept in the session, as it may be personal
 * and must not get into an address.
 */
@SessionScoped
public class AuditWish implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 1000;

    /**
     * The fields of the form, null where empty.
     *
     * @param from in UTC, as all times on pages
     * @param kind name of the personal value
     */
    record Fields(
            String actor, String action, String object, LocalDateTime from, LocalDateTime to, String kind, String value)
            implements Serializable {

        static final Fields NONE = new Fields(null, null, null, null, null, null, null);
    }

    private Fields fields = Fields.NONE;

    /** The cursors of the pages so far, the present one first; none on the first page. */
    private final Deque<String> cursors = new ArrayDeque<>();

    Fields fields() {
        return fields;
    }

    void look(Fields newFields) {
        fields = newFields;
        first();
    }

    AuditSearch search() {
        SortedMap<String, String> personal = new TreeMap<>();
        if (fields.kind() != null && fields.value() != null) {
            personal.put(fields.kind(), fields.value());
        }
        return new AuditSearch(
                text(fields.actor()),
                text(fields.action()),
                text(fields.object()),
                time(fields.from()),
                time(fields.to()),
                personal);
    }

    private static Optional<String> text(String field) {
        return Optional.ofNullable(field).map(String::strip);
    }

    private static Optional<Instant> time(LocalDateTime field) {
        return Optional.ofNullable(field).map(time -> time.toInstant(ZoneOffset.UTC));
    }

    boolean narrowed() {
        AuditSearch search = search();
        return !search.equals(AuditSearch.all());
    }

    Optional<String> cursor() {
        return Optional.ofNullable(cursors.peek());
    }

    void first() {
        cursors.clear();
    }

    void next(String cursor) {
        if (cursors.size() == DEEPEST) {
            cursors.removeLast();
        }
        cursors.push(cursor);
    }

    void previous() {
        cursors.poll();
    }
}
