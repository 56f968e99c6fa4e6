package crm.dev.shop;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import crm.dev.Failure;
import crm.dev.run.Home;
import crm.dev.run.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What of the shop outlives a run, in the home's directory: the wish of its user, written by them, and its place, by it. */
public final class ShopFiles {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path wish;
    private final Path place;

    public ShopFiles(Home home) {
        this.wish = home.shopWish();
        this.place = home.shopPlace();
    }

    public Wish wish() {
        return read(wish, Wish.class).orElseGet(Wish::usual);
    }

    public void write(Wish wanted) {
        write(wish, wanted);
    }

    /** Empty before the shop has told anything. */
    public Optional<Place> place() {
        return read(place, Place.class);
    }

    void write(Place reached) {
        write(place, reached);
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), type));
        } catch (IOException e) {
            throw new Failure("The file " + file + " cannot be read: delete it, or all data with ./crm clean.", e);
        }
    }

    private static void write(Path file, Object content) {
        try {
            PrivateFile.write(file, JSON.writeValueAsString(content) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
