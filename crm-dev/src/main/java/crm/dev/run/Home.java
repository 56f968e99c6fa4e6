package crm.dev.run;

import crm.dev.lab.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of everything a run leaves behind, {@code .crm} or {@code CRM_HOME}.
 *
 * @param directory absolute
 */
public record Home(Path directory) {

    private static final List<String> DATA = List.of(
            "kafka",
            "postgres",
            "server",
            "admin-password",
            "database-password",
            "master.key",
            "run.json",
            "shop.json",
            "traffic.json",
            "launcher.log",
            "build.log",
            "error.log");

    public Home {
        directory = directory.toAbsolutePath().normalize();
    }

    /** The home that the script names, {@code .crm} here if there is no script. */
    public static Home current() {
        return new Home(Path.of(System.getProperty("crm.home", ".crm")));
    }

    public Path postgres() {
        return directory.resolve("postgres");
    }

    public Path kafka() {
        return directory.resolve("kafka");
    }

    public Path server() {
        return directory.resolve("server");
    }

    /** What the launcher of a run in the background prints. */
    public Path launcherLog() {
        return directory.resolve("launcher.log");
    }

    /** The details of what nobody had foreseen. */
    public Path errorLog() {
        return directory.resolve("error.log");
    }

    public RunFile runFile() {
        return new RunFile(directory.resolve("run.json"));
    }

    /** How far the simulated shop has got. */
    public Path shopPlace() {
        return directory.resolve("shop.json");
    }

    /** What its user wants of the simulated shop. */
    public Path shopWish() {
        return directory.resolve("traffic.json");
    }

    public RunLock lock() {
        return new RunLock(directory.resolve("lock"));
    }

    public Secret adminPassword() {
        return new Secret(directory.resolve("admin-password"));
    }

    public Secret databasePassword() {
        return new Secret(directory.resolve("database-password"));
    }

    public MasterKey masterKey() {
        return new MasterKey(directory.resolve("master.key"));
    }

    /** Deletes all data, and the unpacked servers too if asked to. Files that are not ours stay. */
    public void clean(boolean all) throws IOException {
        for (String name : DATA) {
            Tree.delete(directory.resolve(name));
        }
        if (all) {
            deleteUnpacked();
        }
    }

    private void deleteUnpacked() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Home::isUnpacked).toList()) {
                Tree.delete(file);
            }
        }
    }

    private static boolean isUnpacked(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("wildfly-") || name.startsWith("postgresql-") || name.startsWith("launcher.");
    }
}
