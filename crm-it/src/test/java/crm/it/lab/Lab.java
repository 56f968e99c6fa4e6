package crm.it.lab;

import crm.dev.lab.Broker;
import crm.dev.lab.Port;
import crm.dev.lab.Postgres;
import crm.dev.lab.PostgresBinaries;
import crm.dev.lab.Tree;
import crm.dev.lab.WildFlyDistribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A real PostgreSQL and a real Kafka broker with empty directories, on free ports. */
public final class Lab implements AutoCloseable {

    private static final Path ROOT = Path.of(System.getProperty("crm.it.lab", "target/lab"));

    private final Postgres postgres;
    private final Broker broker;

    private Lab(String name) throws IOException {
        PostgresBinaries binaries = new PostgresBinaries(ROOT);
        binaries.unpack();
        postgres = new Postgres(binaries, ROOT.resolve(name).resolve("postgres"), Port.anyFree(), "secret");
        broker = new Broker(ROOT.resolve(name).resolve("kafka"), Port.anyFree(), Port.anyFree());
    }

    /** Starts both, empty, whatever an earlier run left under this name. */
    public static Lab start(String name) {
        try {
            Tree.delete(directory(name));
            Lab lab = new Lab(name);
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
