package crm.platform.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @Test
    void describesEveryResourceMethodAndNoOther() throws IOException {
        Set<String> described = new TreeSet<>();
        document().get("paths").properties().forEach(path -> {
            if (!path.getValue().has("servers")) {
                path.getValue().fieldNames().forEachRemaining(name -> {
                    if (METHODS.contains(name)) {
                        described.add(name.toUpperCase(Locale.ROOT) + ' ' + path.getKey());
                    }
                });
            }
        });
        assertThat(described).isEqualTo(Resources.operations().keySet());
    }

    @Test
    void pointsOnlyToWhatIsThere() throws IOException {
        JsonNode document = document();
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        pointer -> assertThat(document.at(pointer.substring(1)).isMissingNode())
                                .as(pointer)
                                .isFalse());
    }

    @Test
    void isJsonUnlessYamlIsAskedFor() {
        assertThat(OpenApiServlet.wantsYaml(null, null)).isFalse();
        assertThat(OpenApiServlet.wantsYaml(null, "application/yaml")).isTrue();
        assertThat(OpenApiServlet.wantsYaml("json", "application/yaml")).isFalse();
    }

    private static JsonNode document() throws IOException {
        return new YAMLMapper().readTree(OpenApiServlet.document());
    }
}
