package crm.profile.page;

import crm.profile.entity.CustomerColumn;
import crm.profile.entity.CustomerSearch;
import crm.profile.entity.CustomerSearch.Alphabet;
import crm.profile.entity.CustomerSearch.Sort;
import crm.profile.entity.FilterWords;
import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a person looks for among customers, and where in the list they are. Kept in the session: what is searched for is
 * personal and must not get into an address.
 */
@SessionScoped
public class Search implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 1000;

    private boolean begun;
    private String text;
    private TreeMap<String, String> words = new TreeMap<>();
    private Sort sort = Sort.MATCH;
    private EnumSet<CustomerColumn> columns = EnumSet.copyOf(CustomerColumn.usual());
    /** The cursors of the pages so far, the present one first; none on the first page. */
    private final Deque<String> cursors = new ArrayDeque<>();

    CustomerSearch wish(Alphabet alphabet) {
        return new CustomerSearch(Optional.ofNullable(text), FilterWords.read(words), sort, alphabet);
    }

    Optional<String> cursor() {
        return Optional.ofNullable(cursors.peek());
    }

    /** The field takes no more than is looked for; who sends more all the same has the beginning looked for. */
    void look(String newText) {
        text = newText == null || newText.length() <= CustomerSearch.LONGEST
                ? newText
                : newText.substring(0, CustomerSearch.LONGEST);
        first();
    }

    /** Money is sorted within a currency: without one, by name. */
    void narrow(Map<String, String> newWords, Sort newSort) {
        words = new TreeMap<>();
        newWords.forEach((name, word) -> {
            if (word != null && !word.isBlank()) {
                words.put(name, word.strip());
            }
        });
        sort = newSort == Sort.SPEND && !words.containsKey(FilterWords.CURRENCY) ? Sort.MATCH : newSort;
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
        return text != null || !words.isEmpty();
    }

    /** Whether the list was not shown before in this session; only the first to ask is told so. */
    boolean begin() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    String text() {
        return text;
    }

    Map<String, String> words() {
        return words;
    }

    Sort sort() {
        return sort;
    }

    Set<CustomerColumn> columns() {
        return columns;
    }

    void show(Set<CustomerColumn> wanted) {
        columns = EnumSet.noneOf(CustomerColumn.class);
        columns.addAll(wanted);
    }
}
