package crm.privacy.service;

import crm.privacy.entity.MasterKeyMissing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where the master key stands: {@code crm.master-key-file}. Without the setting it is made in the server's data directory
 * when the database has none yet.
 */
@ApplicationScoped
public class MasterKeyFile {

    private static final Logger LOG = System.getLogger(MasterKeyFile.class.getName());
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path file;
    private final boolean chosen;

    /** For the container's proxies. */
    protected MasterKeyFile() {
        this(Optional.empty(), Optional.empty());
    }

    /**
     * @param chosen by the operator, who then also makes it
     * @param data the server's data directory
     */
    @Inject
    public MasterKeyFile(
            @ConfigProperty(name = "crm.master-key-file") Optional<String> chosen,
            @ConfigProperty(name = "jboss.server.data.dir") Optional<String> data) {
        this.chosen = chosen.isPresent();
        this.file = chosen.map(Path::of)
                .orElseGet(() -> Path.of(data.orElse("data")).resolve("crm/master.key"));
    }

    /**
     * The key that stands there.
     *
     * @param first whether no database knows any yet, so that one may be made
     * @throws MasterKeyMissing if there is none, or none that can be used
     */
    MasterKey read(boolean first) {
        try {
            if (Files.exists(file)) {
                return MasterKey.parse(Files.readString(file));
            }
            if (!chosen && first) {
                return make();
            }
        } catch (IOException | UncheckedIOException | UnsupportedOperationException | IllegalArgumentException e) {
            String reason = e instanceof IllegalArgumentException ? e.getMessage() : "it cannot be read or written";
            throw new MasterKeyMissing("the master key file cannot be used: " + reason);
        }
        throw new MasterKeyMissing(
                chosen
                        ? "the master key file " + file
                                + " that CRM_MASTER_KEY_FILE names is missing; make the first one"
                                + " with: openssl rand -base64 32"
                        : "this database has a master key and this node has none; set CRM_MASTER_KEY_FILE to a copy of"
                                + " the file that the first node has");
    }

    // Created by this call or not at all, too; whoever reads it before it is full finds no key in it and reads it
    // again.
    private void copy(Path made) throws IOException {
        Files.createFile(file, OWNER_ONLY);
        Files.write(file, Files.readAllBytes(made));
    }

    private MasterKey make() throws IOException {
        Files.createDirectories(file.getParent(), OWNER_ONLY_DIRECTORY);
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        Files.createFile(partial, OWNER_ONLY);
        Files.writeString(partial, MasterKey.generate());
        // Whoever was first has made it; a link, unlike a move, never replaces it.
        try {
            Files.createLink(file, partial);
        } catch (UnsupportedOperationException e) {
            copy(partial); // a file system without links
        }
        Files.delete(partial);
        LOG.log(
                Level.WARNING,
                "master_key=made file=" + file
                        + " Back it up apart from the database, without it the personal values in"
                        + " stored events are lost, and give a copy to every other node by CRM_MASTER_KEY_FILE.");
        return MasterKey.parse(Files.readString(file));
    }
}
