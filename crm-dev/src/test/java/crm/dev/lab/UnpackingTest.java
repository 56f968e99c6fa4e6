package crm.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackingTest {

    @TempDir
    private Path parent;

    @Test
    void happensOnce() throws IOException {
        Unpacking.once(unpacked(), directory -> Files.writeString(directory.resolve("a"), "1"));
        Unpacking.once(unpacked(), directory -> Files.writeString(directory.resolve("a"), "2"));

        assertThat(unpacked().resolve("a")).hasContent("1");
    }

    @Test
    void beginsAgainAfterItWasInterrupted() throws IOException {
        assertThatThrownBy(() -> Unpacking.once(unpacked(), directory -> {
                    Files.writeString(directory.resolve("half"), "");
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        assertThat(unpacked()).doesNotExist();

        Unpacking.once(unpacked(), directory -> Files.writeString(directory.resolve("whole"), ""));
        assertThat(unpacked().toFile().list()).containsExactly("whole");
        assertThat(parent.toFile().list()).containsExactly("server-1");
    }

    private Path unpacked() {
        return parent.resolve("server-1");
    }
}
