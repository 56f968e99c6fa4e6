package crm.platform.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpoolTest {

    @Test
    void sendsAllThatWasWritten() throws IOException {
        byte[] line = "王小明,Zoë\r\n".getBytes(UTF_8);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (Spool spool = Spool.of(out -> {
            for (int i = 0; i < 100_000; i++) {
                out.write(line);
            }
        })) {
            assertThat(spool.size()).isEqualTo(100_000L * line.length);
            spool.send(sent);
        }
        assertThat(sent.toString(UTF_8)).isEqualTo("王小明,Zoë\r\n".repeat(100_000));
    }

    @Test
    void nobodyElseFindsIt() throws IOException {
        List<Path> before = files();
        try (Spool spool = Spool.of(out -> out.write(1))) {
            assertThat(files()).isEqualTo(before);
            assertThat(spool.size()).isEqualTo(1);
        }
    }

    @Test
    void nothingStaysOfWhatFailed() throws IOException {
        List<Path> before = files();
        assertThatThrownBy(() -> Spool.of(out -> {
                    out.write(1);
                    throw new IllegalStateException("the database is away");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(files()).isEqualTo(before);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.toString().endsWith(".spool"))
                    .sorted()
                    .toList();
        }
    }
}
