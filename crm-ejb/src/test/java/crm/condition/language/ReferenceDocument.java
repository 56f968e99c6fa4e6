package crm.condition.language;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples in docs/segments.md: each line of a JSON block that is a condition, and whole definitions. */
final class ReferenceDocument {

    private static final Pattern BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private ReferenceDocument() {}

    static String text() {
        try {
            return Files.readString(Path.of("..", "docs", "segments.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All, conditions alone with a name around them. */
    static List<JsonNode> definitions() {
        List<JsonNode> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text());
        while (blocks.find()) {
            for (String one : blocks.group(1).split("\n(?=\\{)", -1)) {
                JsonNode json = Samples.json(one);
                found.add(json.has("key") ? json : Samples.definition(json.toString()));
            }
        }
        return found;
    }
}
