package crm.dev.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Collectors;

/** A password kept in a file; generated when first asked for. */
public final class Secret {

    // Without the letters and digits that people confuse.
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 20;

    private final Path file;

    Secret(Path file) {
        this.file = file;
    }

    /** The password kept, since the account it belongs to was made with it; else the one chosen, else a new one. */
    public String keptOrChosen(String chosen) {
        return Files.exists(file) || chosen == null || chosen.isBlank() ? kept() : keep(chosen);
    }

    /** The password kept, else a new one, which is kept. */
    public String kept() {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : keep(generate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String keep(String password) {
        try {
            PrivateFile.write(file, password + "\n");
            return password;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String generate() {
        return new SecureRandom()
                .ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(index -> ALPHABET.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
