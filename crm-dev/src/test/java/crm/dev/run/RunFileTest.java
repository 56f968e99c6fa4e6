package crm.dev.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {

    private static final Running RUNNING = new Running(
            "http://127.0.0.1:8080",
            "http://127.0.0.1:9990",
            "127.0.0.1:9092",
            "jdbc:postgresql://127.0.0.1:15432/crm?user=crm&password=s",
            "admin",
            "secret",
            new Running.Pids(1, 2, 3, 4));

    @TempDir
    private Path directory;

    @Test
    void hasTheNamesOthersRelyOn() throws IOException {
        file().write(RUNNING);

        assertThat(Files.readString(directory.resolve("run.json")).replaceAll("\\s", ""))
                .isEqualTo("{'http':'http://127.0.0.1:8080','management':'http://127.0.0.1:9990',"
                        .concat("'kafka_bootstrap':'127.0.0.1:9092',")
                        .concat("'jdbc_url':'jdbc:postgresql://127.0.0.1:15432/crm?user=crm&password=s',")
                        .concat("'user':'admin','password':'secret',")
                        .concat("'pids':{'launcher':1,'wildfly':2,'kafka':3,'postgres':4}}")
                        .replace('\'', '"'));
    }

    @Test
    void isReadBack() {
        file().write(RUNNING);

        assertThat(file().read()).contains(RUNNING);
    }

    @Test
    void isForItsUserOnly() throws IOException {
        file().write(RUNNING);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("run.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void mayBeAbsentOrBroken() throws IOException {
        assertThat(file().read()).isEmpty();
        Files.writeString(directory.resolve("run.json"), "{");
        assertThat(file().read()).isEmpty();
    }

    private RunFile file() {
        return new Home(directory).runFile();
    }
}
