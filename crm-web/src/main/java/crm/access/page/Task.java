package crm.access.page;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Pages of the navigation that belong together, in its order.
 *
 * @param name of its text, behind {@code navigation.task.}
 */
public record Task(String name, List<Page> pages) {

    static Task of(String name, String... paths) {
        return new Task(name, Stream.of(paths).map(Page::new).toList());
    }

    Task only(Predicate<Page> shown) {
        return new Task(name, pages.stream().filter(shown).toList());
    }

    /** A page by its path. */
    public record Page(String path) {

        /** As in its text, behind {@code navigation.}, and in its icon: {@code profile.list}. */
        public String name() {
            return path.substring(1).replace(".xhtml", "").replace('/', '.');
        }
    }
}
