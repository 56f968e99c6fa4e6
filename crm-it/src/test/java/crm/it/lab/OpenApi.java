package crm.it.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The description of the API, as the application gives it. */
public final class OpenApi {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private OpenApi() {}

    /**
     * A method at a path.
     *
     * @param path below the context root, with its variables in braces
     * @param open whether nobody needs to log in
     */
    public record Operation(String method, String path, boolean open, String description, List<String> parameters) {

        /** Whether this address, without its query, is one of this path. */
        public boolean fits(String otherMethod, String address) {
            return method.equals(otherMethod)
                    && address.replaceFirst("\\?.*", "").matches(path.replaceAll("\\{[a-z_]+}", "[^/]+"));
        }
    }

    /** All operations. */
    public static List<Operation> operations() {
        JsonNode document = document();
        List<Operation> operations = new ArrayList<>();
        document.get("paths").properties().forEach(path -> {
            String root = path.getValue()
                    .at("/servers/0/url")
                    .asText(document.at("/servers/0/url").asText())
                    .replaceFirst("^/crm", "");
            path.getValue().properties().forEach(entry -> {
                if (METHODS.contains(entry.getKey())) {
                    JsonNode operation = entry.getValue();
                    operations.add(new Operation(
                            entry.getKey().toUpperCase(Locale.ROOT),
                            root + path.getKey(),
                            operation.has("security")
                                    && operation.get("security").isEmpty(),
                            operation.path("description").asText(),
                            queryParameters(document, operation)));
                }
            });
        });
        return operations;
    }

    private static List<String> queryParameters(JsonNode document, JsonNode operation) {
        List<String> names = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode found = parameter.has("$ref")
                    ? document.at(parameter.get("$ref").asText().substring(1))
                    : parameter;
            if (found.path("in").asText().equals("query")) {
                names.add(found.get("name").asText());
            }
        }
        return names;
    }

    private static JsonNode document() {
        try (InputStream yaml = OpenApi.class.getResourceAsStream("/crm/platform/rest/openapi.yaml")) {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
