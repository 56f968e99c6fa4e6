package crm.profile.entity;

import crm.profile.entity.CustomerSearch.Sort;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A list that somebody saved to see it again; nobody else sees it. It never holds a text that was searched for.
 *
 * @param filter as {@link FilterWords}
 * @param byDefault whether their list begins with it
 */
public record CustomerView(
        UUID id, String name, Map<String, String> filter, Set<CustomerColumn> columns, Sort sort, boolean byDefault) {

    /** The longest name. */
    public static final int LONGEST = 80;

    /** How many somebody may have. */
    public static final int MOST = 50;
}
