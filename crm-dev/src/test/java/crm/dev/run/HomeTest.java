package crm.dev.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() throws IOException {
        for (String name : new String[] {"kafka/data", "postgres/data", "wildfly-39.0.1.Final/bin", "photographs"}) {
            Files.createDirectories(directory.resolve(name));
        }
    }

    @Test
    void losesItsDataButNotWhatIsUnpackedNorWhatIsNotOurs() throws IOException {
        new Home(directory).clean(false);

        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("wildfly-39.0.1.Final", "photographs");
    }

    @Test
    void losesWhatIsUnpackedWhenAllIsToGo() throws IOException {
        new Home(directory).clean(true);

        assertThat(directory.toFile().list()).containsExactly("photographs");
    }
}
