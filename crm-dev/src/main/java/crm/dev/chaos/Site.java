package crm.dev.chaos;

import crm.dev.lab.Application;
import crm.dev.lab.Broker;
import crm.dev.lab.Daemon;
import crm.dev.lab.Postgres;
import crm.dev.lab.PostgresBinaries;
import crm.dev.lab.WildFly;
import crm.dev.lab.WildFlyDistribution;
import crm.dev.run.Home;
import crm.dev.run.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Everything that can break: a database, a broker, and two servers that share the work. */
public final class Site implements AutoCloseable {

    /** Members of a group on each server. */
    static final int WORKERS = 2;

    private static final String PASSWORD = "everything may break";

    private final Postgres postgres;
    private final Broker broker;
    private final List<WildFly> nodes;
    private final Console console;
    private final Home home;

    /**
     * Where the things of a site stand.
     *
     * @param home keeps its data
     * @param binaries keeps the unpacked servers, which several sites may share
     */
    public record Ground(Home home, Path binaries, Path ear, Path overlay, Ports ports) {}

    /**
     * Where its parts listen.
     *
     * @param first by how much the first server's ports are moved
     * @param second by how much those of the second are
     */
    public record Ports(int broker, int controller, int postgres, int first, int second) {}

    /** One whose servers are yet to be started. */
    public Site(Ground ground) {
        home = ground.home();
        Ports ports = ground.ports();
        WildFlyDistribution distribution = new WildFlyDistribution(ground.binaries());
        postgres = new Postgres(
                new PostgresBinaries(ground.binaries()),
                home.postgres(),
                ports.postgres(),
                home.databasePassword().kept());
        broker = new Broker(home.kafka(), ports.broker(), ports.controller());
        Application application = new Application(ground.ear(), Optional.of(ground.overlay()), environment());
        nodes = List.of(
                new WildFly(distribution, home.server(), ports.first(), application),
                new WildFly(distribution, home.directory().resolve("server-2"), ports.second(), application));
        console = new Console(distribution.home());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CRM_DB_URL", postgres.url(),
                "CRM_DB_USER", postgres.user(),
                "CRM_DB_PASSWORD", postgres.password(),
                "CRM_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "CRM_ADMIN_PASSWORD", PASSWORD,
                "CRM_MASTER_KEY_FILE", home.masterKey().kept().toString(),
                // Histories are written with phone numbers of this country.
                "CRM_IDENTITY_DEFAULT_REGION", "GB",
                "CRM_WORKERS_PROFILE", Integer.toString(WORKERS)));
        environment.put("CRM_KAFKA_MAX_POLL_RECORDS", "500");
        return environment;
    }

    /** Starts everything, whatever an earlier run has left. */
    public void start() throws IOException {
        servers().forEach(Daemon::stopLeftover);
        broker.launch();
        postgres.start();
        broker.awaitReady();
        nodes.forEach(WildFly::launch);
        nodes.forEach(WildFly::awaitReady);
    }

    Postgres postgres() {
        return postgres;
    }

    Broker broker() {
        return broker;
    }

    List<WildFly> nodes() {
        return nodes;
    }

    /** Does something to a server by its management interface. */
    void manage(WildFly node, String operation) {
        console.execute(node.management(), operation);
    }

    /** How the application is reached at a server. */
    Running running(WildFly node) {
        return new Running(
                node.http(),
                node.management(),
                broker.bootstrapServers(),
                postgres.jdbcUrl(),
                "admin",
                PASSWORD,
                new Running.Pids(ProcessHandle.current().pid(), 0, 0, 0));
    }

    private List<Daemon> servers() {
        return List.of(nodes.get(0), nodes.get(1), broker, postgres);
    }

    /** Stops the servers side by side, then broker and database. */
    @Override
    public void close() {
        CompletableFuture.allOf(nodes.stream()
                        .map(node -> CompletableFuture.runAsync(node::stop))
                        .toArray(CompletableFuture[]::new))
                .join();
        broker.stop();
        postgres.stop();
    }
}
