package crm.profile.page;

import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSearch.Sort;
import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What a person looks for among customers, and where in the list they are. Kept in the session: what is searched for is
 * personal and must not get into an address.
 */
@SessionScoped
public class Search implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 1000;

    private String text;
    private String country;
    private Sort sort = Sort.NAME;
    /** The cursors of the pages so far, the present one first; none on the first page. */
    private final Deque<String> cursors = new ArrayDeque<>();

    CustomerSearch wish() {
        return new CustomerSearch(Optional.ofNullable(text), Optional.ofNullable(country), sort);
    }

    Optional<String> cursor() {
        return Optional.ofNullable(cursors.peek());
    }

    void look(String newText, String newCountry, Sort newSort) {
        text = newText;
        country = newCountry;
        sort = newSort;
        first();
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

    boolean narrowed() {
        return text != null || country != null;
    }

    String text() {
        return text;
    }

    String country() {
        return country;
    }

    Sort sort() {
        return sort;
    }
}
