package crm.dev.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The process of a directory, remembered across the death of whoever started it. */
final class PidFile {

    private final Path directory;
    private final Path file;

    /**
     * The pid file of a directory's process.
     *
     * @param directory occurs in the command line of the process
     * @param file has the pid in its first line
     */
    PidFile(Path directory, Path file) {
        this.directory = directory;
        this.file = file;
    }

    void write(ProcessHandle process) throws IOException {
        Files.writeString(file, process.pid() + "\n");
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process, if it lives and is truly the one of this directory. */
    Optional<ProcessHandle> process() {
        return pid().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive).filter(this::isOurs);
    }

    // A pid may have been given to a stranger meanwhile; all our servers carry their directory in the command line.
    private boolean isOurs(ProcessHandle process) {
        return CommandLine.of(process).contains(directory.toString());
    }

    private Optional<Long> pid() {
        try {
            return Files.readString(file).lines().findFirst().map(Long::valueOf);
        } catch (IOException | NumberFormatException absent) {
            return Optional.empty();
        }
    }
}
