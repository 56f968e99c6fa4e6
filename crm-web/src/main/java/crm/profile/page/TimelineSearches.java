package crm.profile.page;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a person searches for in timelines, by customer. Kept in the session: it is personal and must not get into an
 * address.
 */
@SessionScoped
public class TimelineSearches implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 20;
    private static final int LONGEST = 200;

    private final Map<String, String> texts = new LinkedHashMap<>();

    /** @param text nothing where nothing is searched for any more */
    synchronized void search(String customer, Optional<String> text) {
        texts.remove(customer);
        text.map(String::strip)
                .filter(asked -> !asked.isEmpty())
                .map(asked -> asked.length() > LONGEST ? asked.substring(0, LONGEST) : asked)
                .ifPresent(asked -> texts.put(customer, asked));
        if (texts.size() > MOST) {
            texts.remove(texts.keySet().iterator().next());
        }
    }

    synchronized Optional<String> text(String customer) {
        return Optional.ofNullable(texts.get(customer));
    }
}
