package crm.segment.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.form.FormTree;
import crm.condition.language.Definition;
import crm.condition.language.DefinitionReader;
import crm.condition.language.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadySegmentsTest {

    static List<String> keys() {
        return ReadySegments.keys();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void eachCanBePublishedAsItIs(String key) {
        JsonNode json = ReadySegments.definition(key).orElseThrow();
        Reading<Definition> reading = new DefinitionReader(Words.VOCABULARY).definition(json);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.hints()).isEmpty();
        assertThat(reading.value())
                .hasValueSatisfying(definition -> assertThat(definition.key()).isEqualTo(key));
        assertThat(Words.json(new FormTree(json.get("where")).json().toString()))
                .isEqualTo(json.get("where"));
    }

    @Test
    void noneIsForgotten() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/crm/segment/ready"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(ReadySegments.keys())
                    .hasSizeGreaterThanOrEqualTo(12);
        }
    }
}
