package crm.dev.lab;

import crm.dev.Failure;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL for this machine, as published to Maven Central. */
public final class PostgresBinaries {

    private static final String NAME = "postgresql-18.4";

    private final Path directory;

    /** The programs in a directory of their own below the given one. */
    public PostgresBinaries(Path parent) {
        directory = parent.toAbsolutePath().normalize().resolve(NAME);
    }

    /** Unpacks them where that is still to do. */
    public void unpack() throws IOException {
        Unpacking.once(directory, PostgresBinaries::unpackTo);
    }

    String program(String name) {
        return directory.resolve("bin").resolve(name).toString();
    }

    private static void unpackTo(Path directory) throws IOException {
        try (InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), hardware());
                TarArchiveInputStream archive = new TarArchiveInputStream(new XZInputStream(packed))) {
            Unpacking.tar(archive, directory);
        } catch (IllegalStateException absent) {
            throw new Failure("There is no embedded PostgreSQL for " + system() + " on " + hardware() + ".", absent);
        }
    }

    private static String system() {
        return System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    }

    private static String hardware() {
        return System.getProperty("os.arch");
    }
}
