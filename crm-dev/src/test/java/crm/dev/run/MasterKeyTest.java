package crm.dev.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {

    @TempDir
    private Path directory;

    @Test
    void isMadeOnceForItsUserAloneAndKept() throws IOException {
        Path file = key().kept();
        String first = Files.readString(file);

        assertThat(Base64.getDecoder().decode(first.strip())).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(key().kept())).isEqualTo(first);
    }

    @Test
    void goesWithTheData() throws IOException {
        key().kept();
        new Home(directory).clean(false);

        assertThat(directory).isEmptyDirectory();
    }

    private MasterKey key() {
        return new Home(directory).masterKey();
    }
}
