package crm.it.lab;

import crm.dev.lab.Application;
import crm.dev.lab.Broker;
import crm.dev.lab.Port;
import crm.dev.lab.Postgres;
import crm.dev.lab.PostgresBinaries;
import crm.dev.lab.Tree;
import crm.dev.lab.WildFly;
import crm.dev.lab.WildFlyDistribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A real PostgreSQL and a real Kafka broker with empty directories, on free ports. */
public final class Lab implements AutoCloseable {

    private static final Path ROOT = Path.of(System.getProperty("crm.it.lab", "target/lab"));

    private final Postgres postgres;
    private final Broker broker;
    private final Path masterKey;
    private final String name;

    private Lab(String name, boolean login) throws IOException {
        this.name = name;
        PostgresBinaries binaries = new PostgresBinaries(ROOT);
        binaries.unpack();
        postgres = new Postgres(binaries, ROOT.resolve(name).resolve("postgres"), Port.anyFree(), "secret");
        Path kafka = ROOT.resolve(name).resolve("kafka");
        broker = login
                ? new Broker(kafka, Port.anyFree(), Port.anyFree(), Port.anyFree())
                : new Broker(kafka, Port.anyFree(), Port.anyFree());
        masterKey = writeMasterKey(directory(name).resolve("master.key"));
    }

    private static Path writeMasterKey(Path file) throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, Base64.getEncoder().encodeToString(key));
    }

    /** Starts both, empty, whatever an earlier run left under this name. */
    public static Lab start(String name) {
        return start(name, false);
    }

    /** The same with a broker at which clients can log in. */
    public static Lab startWithLogin(String name) {
        return start(name, true);
    }

    private static Lab start(String name, boolean login) {
        try {
            Tree.delete(directory(name));
            Lab lab = new Lab(name, login);
            lab.broker.launch();
            lab.postgres.start();
            lab.broker.awaitReady();
            return lab;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stock server, unpacked once for all. */
    public static WildFlyDistribution distribution() {
        try {
            WildFlyDistribution distribution = new WildFlyDistribution(ROOT);
            distribution.unpack();
            return distribution;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory for a server of this name. */
    public static Path directory(String name) {
        return ROOT.resolve(name).toAbsolutePath();
    }

    public static Path ear() {
        return Path.of(System.getProperty("crm.it.ear"));
    }

    public static Path overlay() {
        return Path.of(System.getProperty("crm.it.overlay"));
    }

    /** A server with the application at this database and this broker, yet to be started, whose data are left. */
    public WildFly server(Map<String, String> settings) {
        return server("server", settings);
    }

    /** One of several, by name; they need the same {@link #masterKey()}. */
    public WildFly server(String node, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CRM_DB_URL", postgres.url(),
                "CRM_DB_USER", postgres.user(),
                "CRM_DB_PASSWORD", postgres.password(),
                "CRM_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "CRM_ADMIN_PASSWORD", SharedLab.ADMIN_PASSWORD));
        environment.putAll(settings);
        return new WildFly(
                distribution(),
                directory(name).resolve(node),
                WildFly.freePortOffset(),
                new Application(ear(), Optional.of(overlay()), environment));
    }

    /** The master key of all servers at this database. */
    public Path masterKey() {
        return masterKey;
    }

    public Postgres postgres() {
        return postgres;
    }

    public Broker broker() {
        return broker;
    }

    @Override
    public void close() {
        broker.stop();
        postgres.stop();
    }
}
