package crm.dev.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code run.json}: what runs and how to reach it. It exists while the application is up, readable by its user only. */
public final class RunFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;

    RunFile(Path file) {
        this.file = file;
    }

    public void write(Running running) {
        try {
            PrivateFile.write(file, JSON.writeValueAsString(running) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the file says; a launcher that was killed may have left it behind. */
    public Optional<Running> read() {
        try {
            return Optional.of(JSON.readValue(file.toFile(), Running.class));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
