package crm.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import crm.access.entity.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageRolesTest {

    private static final Path ROOT = Path.of("src", "main", "webapp");

    /** The login is open, and errors are shown where they happen. */
    private static final Set<String> OTHERS = Set.of("/login.xhtml", "/error.xhtml");

    @Test
    void everyPageSaysWhoMaySeeIt() throws IOException {
        assertThat(pages())
                .isNotEmpty()
                .allSatisfy(page -> assertThat(PageRoles.of(page))
                        .as(page)
                        .isPresent()
                        .get()
                        .satisfies(roles -> assertThat(Roles.ALL).containsAll(roles))
                        .satisfies(roles -> assertThat(roles).contains(Roles.ADMIN)));
    }

    @Test
    void whatIsNotNamedIsClosed() {
        assertThat(PageRoles.allow("/new.xhtml", role -> true)).isFalse();
    }

    @Test
    void customersAreForThoseOfTheContract() {
        assertThat(PageRoles.of("/profile/view.xhtml"))
                .contains(Set.of("admin", "agent", "marketer", "analyst", "viewer", "integration"));
    }

    @Test
    void accountsAreForAdministratorsAndOnesOwnForEverybody() {
        assertThat(PageRoles.of("/access/list.xhtml")).contains(Set.of("admin"));
        assertThat(PageRoles.of("/access/edit.xhtml")).contains(Set.of("admin"));
        assertThat(PageRoles.of("/access/me.xhtml")).contains(Roles.ALL);
    }

    @Test
    void ownTraitsAreSeenByMarketersAndChangedByAdministrators() {
        assertThat(PageRoles.of("/segment/trait.xhtml")).contains(Set.of("admin"));
        assertThat(PageRoles.of("/segment/traits.xhtml")).contains(Set.of("admin", "marketer", "analyst"));
        assertThat(PageRoles.allow("/segment/progress", "viewer"::equals)).isFalse();
    }

    private static Set<String> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".xhtml"))
                    .map(file -> '/' + ROOT.relativize(file).toString().replace('\\', '/'))
                    .filter(page -> !page.startsWith("/WEB-INF/") && !OTHERS.contains(page))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
