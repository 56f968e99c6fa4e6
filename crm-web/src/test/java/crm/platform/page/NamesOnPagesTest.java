package crm.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A variable of a page that has the name of a bean hides it, or is hidden by it, with no word of warning. */
class NamesOnPagesTest {

    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Path CLASSES = Path.of("target/classes");
    private static final Pattern VARIABLE = Pattern.compile("\\s(?:var|varStatus)=\"([A-Za-z_]\\w*)\"");

    /** Those of the expression language and of Faces. */
    private static final Set<String> TAKEN = Set.of(
            "application",
            "applicationScope",
            "cc",
            "component",
            "cookie",
            "facesContext",
            "flash",
            "flowScope",
            "header",
            "headerValues",
            "initParam",
            "param",
            "paramValues",
            "request",
            "requestScope",
            "resource",
            "session",
            "sessionScope",
            "view",
            "viewScope");

    @Test
    void variablesAreNamedLikeNoBean() throws IOException {
        Set<String> beans = beans();
        Map<String, Set<String>> variables = variables();
        assertThat(beans).contains("language", "customers").hasSizeGreaterThan(20);
        assertThat(variables).hasSizeGreaterThan(20);
        Set<String> twice = new TreeSet<>();
        variables.forEach((name, pages) -> {
            if (beans.contains(name) || TAKEN.contains(name)) {
                twice.add(name + " in " + pages);
            }
        });
        assertThat(twice).isEmpty();
    }

    private static Map<String, Set<String>> variables() throws IOException {
        Map<String, Set<String>> variables = new TreeMap<>();
        for (Path page : files(PAGES, ".xhtml")) {
            VARIABLE.matcher(Files.readString(page))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .forEach(name -> variables
                            .computeIfAbsent(name, none -> new TreeSet<>())
                            .add(PAGES.relativize(page).toString()));
        }
        return variables;
    }

    private static Set<String> beans() throws IOException {
        Set<String> beans = new TreeSet<>();
        for (Path file : files(CLASSES, ".class")) {
            Named named = type(file).getAnnotation(Named.class);
            if (named != null) {
                beans.add(named.value().isEmpty() ? byDefault(type(file)) : named.value());
            }
        }
        return beans;
    }

    private static String byDefault(Class<?> bean) {
        String name = bean.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static Class<?> type(Path file) {
        String name = CLASSES.relativize(file).toString();
        try {
            return Class.forName(
                    name.substring(0, name.length() - ".class".length())
                            .replace(file.getFileSystem().getSeparator(), "."),
                    false,
                    NamesOnPagesTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)
                            && !file.endsWith("package-info.class")
                            && !file.endsWith("module-info.class"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
