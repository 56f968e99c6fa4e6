package crm.dev.lab;

import crm.dev.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The official WildFly, unpacked and never modified; servers run on it with a base directory of their own. */
public final class WildFlyDistribution {

    /** The system property that names the zip of the Maven artifact {@code org.wildfly:wildfly-dist}. */
    public static final String ZIP = "crm.wildfly.zip";

    private final Path zip;
    private final Path home;

    /** The distribution in a directory of its own below the given one. */
    public WildFlyDistribution(Path parent) {
        zip = Path.of(System.getProperty(ZIP, ""));
        String name = zip.getFileName()
                .toString()
                .replace("wildfly-dist-", "wildfly-")
                .replace(".zip", "");
        home = parent.toAbsolutePath().normalize().resolve(name);
    }

    /** Unpacks it where that is still to do. */
    public void unpack() throws IOException {
        Unpacking.once(home, this::unpackTo);
    }

    /** What WildFly calls {@code jboss.home.dir}. */
    public Path home() {
        return home;
    }

    private void unpackTo(Path directory) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new Failure("The system property " + ZIP + " does not name WildFly's zip.");
        }
        try (ZipFile archive = ZipFile.builder().setPath(zip).get()) {
            Unpacking.zip(archive, directory);
        }
    }
}
