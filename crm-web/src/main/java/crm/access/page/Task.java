package crm.access.page;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Pages of the navigation that belong together, in its order.
 *
 * @param name of its text, behind {@code navigation.task.}
 */
public record Task(String name, List<Page> pages) {

    static Task of(String name, Page... pages) {
        return new Task(name, List.of(pages));
    }

    Task only(Predicate<Page> shown) {
        return new Task(name, pages.stream().filter(shown).toList());
    }

    /**
     * A page by its path.
     *
     * @param details pages that are about one of what it lists
     */
    public record Page(String path, Set<String> details) {

        static Page of(String path, String... details) {
            return new Page(path, Set.of(details));
        }

        /** What {@code aria-current} says of it to whoever looks at a page; null where they are elsewhere. */
        public String current(String shown) {
            return path.equals(shown) ? "page" : details.contains(shown) ? "true" : null;
        }

        /** As in its text, behind {@code navigation.}, and in its icon: {@code profile.list}. */
        public String name() {
            return path.substring(1).replace(".xhtml", "").replace('/', '.');
        }
    }
}
