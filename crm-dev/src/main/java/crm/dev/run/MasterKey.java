package crm.dev.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The file with the key that wraps those of the personal values in the database; made when first asked for. */
public final class MasterKey {

    private static final int BYTES = 32;

    private final Path file;

    MasterKey(Path file) {
        this.file = file;
    }

    /** The file, which lives and dies with the data. */
    public Path kept() {
        try {
            if (!Files.exists(file)) {
                PrivateFile.write(file, generate() + "\n");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String generate() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
