package crm.access.page;

import static org.assertj.core.api.Assertions.assertThat;

import crm.access.page.Task.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MenuTest {

    private static final Path ROOT = Path.of("src", "main", "webapp");

    /** The login and errors have no menu, and one's own account is reached by one's name. */
    private static final Set<String> OUTSIDE = Set.of("/login.xhtml", "/error.xhtml", "/access/me.xhtml");

    @Test
    void everyPageLiesAtOneItemOfTheMenu() throws IOException {
        assertThat(pages())
                .isNotEmpty()
                .allSatisfy(page -> assertThat(marked(page)).hasSize(1));
        assertThat(CallerPage.MENU.stream().flatMap(task -> task.pages().stream()))
                .allSatisfy(
                        item -> assertThat(Files.exists(ROOT.resolve(item.path().substring(1))))
                                .as(item.path())
                                .isTrue());
    }

    @Test
    void aDetailIsToldFromTheListItIsOf() {
        Page groups = Page.of("/operations/groups.xhtml", "/operations/group.xhtml");
        assertThat(groups.current("/operations/groups.xhtml")).isEqualTo("page");
        assertThat(groups.current("/operations/group.xhtml")).isEqualTo("true");
        assertThat(groups.current("/operations/topics.xhtml")).isNull();
    }

    private static List<String> marked(String page) {
        return CallerPage.MENU.stream()
                .flatMap(task -> task.pages().stream())
                .map(item -> item.current(page))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Set<String> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".xhtml"))
                    .map(file -> '/' + ROOT.relativize(file).toString().replace('\\', '/'))
                    .filter(page -> !page.startsWith("/WEB-INF/") && !OUTSIDE.contains(page))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
