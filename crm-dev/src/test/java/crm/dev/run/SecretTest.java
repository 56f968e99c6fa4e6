package crm.dev.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

    @TempDir
    private Path directory;

    @Test
    void isGeneratedOnceAndKept() {
        String first = secret().kept();

        assertThat(first).matches("[A-Za-z0-9]{20}");
        assertThat(secret().kept()).isEqualTo(first);
    }

    @Test
    void isWhatSomebodyChoseAtFirst() {
        assertThat(secret().keptOrChosen("mine")).isEqualTo("mine");
        assertThat(secret().keptOrChosen("another")).isEqualTo("mine");
    }

    private Secret secret() {
        return new Home(directory).adminPassword();
    }
}
