package crm.dev.shop;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** The files beside this package's classes: what the shop sells, where, and what people say. */
final class Resource {

    private final Properties properties = new Properties();

    private Resource(String name) {
        try (Reader text = open(name)) {
            properties.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Resource properties(String name) {
        return new Resource(name);
    }

    static Reader open(String name) {
        return new InputStreamReader(Resource.class.getResourceAsStream(name), StandardCharsets.UTF_8);
    }

    String text(String key) {
        String text = properties.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("no " + key);
        }
        return text.strip();
    }

    /** Words with commas between them. */
    List<String> words(String key) {
        return parts(key, ",");
    }

    /** Sentences with bars between them. */
    List<String> sentences(String key) {
        return parts(key, "[|]");
    }

    private List<String> parts(String key, String separator) {
        return Arrays.stream(text(key).split(separator, -1)).map(String::strip).toList();
    }
}
