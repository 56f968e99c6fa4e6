package crm.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    private Path directory;

    private Process ours;

    @BeforeEach
    void startAProcessThatCarriesTheDirectory() throws IOException {
        ours = new ProcessBuilder("sh", "-c", "sleep 60; true " + directory).start();
    }

    @AfterEach
    void end() {
        ours.descendants().forEach(ProcessHandle::destroyForcibly);
        ours.destroyForcibly();
    }

    @Test
    void findsTheProcessOfTheDirectory() throws IOException {
        file().write(ours.toHandle());

        assertThat(file().process()).contains(ours.toHandle());
    }

    @Test
    void takesAStrangerWithTheSamePidForNobody() throws IOException {
        file().write(ProcessHandle.current());

        assertThat(file().process()).isEmpty();
    }

    @Test
    void doesNotMindNonsense() throws IOException {
        assertThat(file().process()).isEmpty();
        Files.writeString(directory.resolve("pid"), "x");
        assertThat(file().process()).isEmpty();
    }

    private PidFile file() {
        return new PidFile(directory, directory.resolve("pid"));
    }
}
