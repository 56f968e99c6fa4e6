package crm.condition.language;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The JSON Schema (2020-12) of definitions, for those who write them: all of their form that a schema can say. */
public final class DefinitionSchema {

    private DefinitionSchema() {}

    public static String text() {
        try (InputStream in = DefinitionSchema.class.getResourceAsStream("definition.schema.json")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
