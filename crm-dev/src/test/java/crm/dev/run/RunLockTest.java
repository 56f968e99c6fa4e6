package crm.dev.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.dev.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

    @TempDir
    private Path directory;

    @Test
    void isHeldByOneOnly() throws Exception {
        lock().hold(() -> {
            assertThat(lock().isHeld()).isTrue();
            assertThatThrownBy(() -> lock().hold(() -> null))
                    .isInstanceOf(Failure.class)
                    .hasMessage("The platform is already running (pid "
                            + ProcessHandle.current().pid() + "): use it, or stop it first with ./crm stop.");
            return null;
        });
        assertThat(lock().isHeld()).isFalse();
    }

    @Test
    void doesNotMindAFileLeftBehind() throws Exception {
        Files.writeString(directory.resolve("lock"), "12345");

        assertThat(lock().isHeld()).isFalse();
        assertThat(lock().<String>hold(() -> "done")).isEqualTo("done");
    }

    @Test
    void isNotHeldWhereNothingEverRan() throws IOException {
        assertThat(lock().isHeld()).isFalse();
        assertThat(directory).isEmptyDirectory();
    }

    private RunLock lock() {
        return new Home(directory).lock();
    }
}
