package crm.dev.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class MutationTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private Path copy;

    /** Who changes the protocol writes its mutations anew. */
    @ParameterizedTest
    @FieldSource("crm.dev.chaos.Mutation#NAMES")
    void fitsTheSourcesAsTheyAre(String name) throws IOException {
        Mutation mutation = Mutation.of(name);
        Path file = copy.resolve(mutation.file());
        Files.createDirectories(file.getParent());
        Files.copy(PROJECT.resolve(mutation.file()), file);

        mutation.applyTo(copy);

        assertThat(Files.readString(file))
                .contains(mutation.after())
                .isNotEqualTo(Files.readString(PROJECT.resolve(mutation.file())));
        assertThat(Plan.of(1, 1, mutation.faults())).isNotNull();
    }
}
