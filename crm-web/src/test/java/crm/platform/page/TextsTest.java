package crm.platform.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Pattern KEY = Pattern.compile("msg\\['([a-z0-9_.A-Z-]+)'\\]");

    @Test
    void sayTheSameInBothLanguages() throws IOException {
        assertThat(texts("texts_zh_CN.properties").stringPropertyNames())
                .isEqualTo(texts("texts.properties").stringPropertyNames());
    }

    @Test
    void leaveNothingUnsaid() throws IOException {
        assertThat(texts("texts.properties").values())
                .noneMatch(text -> text.toString().isBlank());
        assertThat(texts("texts_zh_CN.properties").values())
                .noneMatch(text -> text.toString().isBlank());
    }

    @Test
    void sayEachThingOnce() throws IOException {
        assertThat(keys("texts.properties")).doesNotHaveDuplicates();
        assertThat(keys("texts_zh_CN.properties")).doesNotHaveDuplicates();
    }

    @Test
    void haveEveryKeyThatAPageNames() throws IOException {
        assertThat(texts("texts.properties").stringPropertyNames()).containsAll(named());
    }

    private static Set<String> named() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "webapp"))) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".xhtml")).toList()) {
                Matcher matcher = KEY.matcher(Files.readString(page));
                while (matcher.find()) {
                    keys.add(matcher.group(1));
                }
            }
        }
        return keys;
    }

    /** As they stand there; read as properties, the last of a name hides those before. */
    private static List<String> keys(String name) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(TextsTest.class.getResourceAsStream(name), UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && line.contains("="))
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .toList();
        }
    }

    private static Properties texts(String name) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(TextsTest.class.getResourceAsStream(name), UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
