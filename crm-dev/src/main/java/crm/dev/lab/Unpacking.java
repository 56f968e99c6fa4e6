package crm.dev.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks an archive into a directory that either does not exist or is complete.
 *
 * <p>It is filled under another name and renamed at the end, so an unpacking that was killed leaves nothing half-done.
 */
final class Unpacking {

    /** Writes the files of a distribution into an empty directory. */
    @FunctionalInterface
    interface Content {
        void writeTo(Path directory) throws IOException;
    }

    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final int ANY_EXECUTE = 0111;

    private Unpacking() {}

    /** Fills the directory unless it exists. */
    static Path once(Path directory, Content content) throws IOException {
        if (!Files.exists(directory)) {
            Path partial = directory.resolveSibling(directory.getFileName() + ".partial");
            Tree.delete(partial);
            Files.createDirectories(partial);
            content.writeTo(partial);
            Files.move(partial, directory);
        }
        return directory;
    }

    static void tar(TarArchiveInputStream archive, Path directory) throws IOException {
        TarArchiveEntry entry;
        while ((entry = archive.getNextEntry()) != null) {
            Path file = directory.resolve(entry.getName()).normalize();
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else if (entry.isSymbolicLink()) {
                Files.createDirectories(file.getParent());
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else {
                write(archive, file, entry.getMode());
            }
        }
    }

    /** Unpacks a zip whose files are all in one directory, without that directory. */
    static void zip(ZipFile archive, Path directory) throws IOException {
        for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
            String name = entry.getName();
            Path file = directory.resolve(name.substring(name.indexOf('/') + 1));
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else {
                try (InputStream content = archive.getInputStream(entry)) {
                    write(content, file, entry.getUnixMode());
                }
            }
        }
    }

    private static void write(InputStream content, Path file, int mode) throws IOException {
        Files.createDirectories(file.getParent());
        Files.copy(content, file);
        if ((mode & ANY_EXECUTE) != 0) {
            Files.setPosixFilePermissions(file, PROGRAM);
        }
    }
}
