package crm.dev.lab;

import crm.dev.Failure;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The data directory of a PostgreSQL server: made once, and freed from what a killed server leaves behind. */
final class PostgresData {

    private final Path parent;
    private final Path directory;

    PostgresData(Path parent) {
        this.parent = parent;
        this.directory = parent.resolve("data");
    }

    Path directory() {
        return directory;
    }

    boolean exists() {
        return Files.exists(directory);
    }

    /** Creates the data, whole or not at all. */
    void create(String initdb, Privilege privilege, String password, Path log) throws IOException {
        Path partial = parent.resolve("data.partial");
        Path secret = parent.resolve("password");
        Tree.delete(partial);
        write(secret, password);
        privilege.own(parent);
        int exit = Executable.run(privilege.process(arguments(initdb, partial, secret)), Redirect.to(log.toFile()));
        Files.delete(secret);
        if (exit != 0) {
            throw new Failure("PostgreSQL could not create its files: see " + log + ".");
        }
        Files.move(partial, directory);
    }

    /** Ends what may still run on the data without its owner, and takes away the file that would stop a start. */
    void release() throws IOException {
        Path postmaster = directory.resolve("postmaster.pid");
        new PidFile(directory, postmaster).process().ifPresent(Daemon::kill);
        ProcessHandle.allProcesses().filter(this::worksHere).forEach(Daemon::kill);
        // The pid in it may belong to a stranger by now, whom PostgreSQL would take for another server.
        Files.deleteIfExists(postmaster);
    }

    // A killed server's children end by themselves, but not in the middle of a long query.
    private boolean worksHere(ProcessHandle process) {
        Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return Files.readSymbolicLink(workingDirectory).startsWith(parent);
        } catch (IOException notLinuxOrNotOurs) {
            return false;
        }
    }

    void copyTo(Path backup) throws IOException {
        Tree.delete(backup);
        copy(directory, backup);
    }

    void replaceBy(Path backup) throws IOException {
        release();
        Tree.delete(directory);
        copy(backup, directory);
    }

    // With owner and permissions, of which PostgreSQL is particular.
    private static void copy(Path from, Path to) throws IOException {
        if (Executable.run(new ProcessBuilder("cp", "-a", from.toString(), to.toString())) != 0) {
            throw new Failure("PostgreSQL's files could not be copied from " + from + " to " + to + ".");
        }
    }

    private static void write(Path secret, String password) throws IOException {
        Files.deleteIfExists(secret);
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, password);
    }

    // PostgreSQL's own locale sorts and compares alike on every machine; the C library only classifies characters.
    private static List<String> arguments(String initdb, Path data, Path secret) {
        String characters = System.getProperty("os.name").startsWith("Mac") ? "UTF-8" : "C.UTF-8";
        return List.of(
                initdb,
                "--pgdata=" + data,
                "--username=postgres",
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--lc-ctype=" + characters,
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
    }
}
