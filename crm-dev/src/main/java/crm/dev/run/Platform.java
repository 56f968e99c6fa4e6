package crm.dev.run;

import crm.dev.Failure;
import crm.dev.lab.Application;
import crm.dev.lab.Broker;
import crm.dev.lab.Daemon;
import crm.dev.lab.Postgres;
import crm.dev.lab.PostgresBinaries;
import crm.dev.lab.WildFly;
import crm.dev.lab.WildFlyDistribution;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Database, broker, and the server with the application: started in this order, stopped in the opposite one.
 *
 * <p>{@link #stop()} may come from another thread at any moment, also in the middle of {@link #start()}.
 */
public final class Platform {

    private final Home home;
    private final Ports ports;
    private final Progress progress;
    private final PostgresBinaries binaries;
    private final WildFlyDistribution distribution;
    private final Application application;
    private final Postgres postgres;
    private final Broker broker;
    private final WildFly wildFly;
    private final String adminPassword;
    private volatile boolean stopping;

    private Platform(Home home, Ports ports, Progress progress, Project project, Map<String, String> environment) {
        this.home = home;
        this.ports = ports;
        this.progress = progress;
        binaries = new PostgresBinaries(home.directory());
        distribution = new WildFlyDistribution(home.directory());
        postgres = new Postgres(
                binaries,
                home.postgres(),
                ports.postgres(),
                home.databasePassword().kept());
        broker = new Broker(home.kafka(), ports.kafka(), ports.kafkaController());
        adminPassword = home.adminPassword().keptOrChosen(environment.get("CRM_ADMIN_PASSWORD"));
        application = new Application(project.ear(environment), Optional.of(project.overlay()), serverEnvironment());
        wildFly = new WildFly(distribution, home.server(), ports.offset(), application);
    }

    /** The platform of a home, as the environment wants it. */
    public static Platform in(Home home, Project project, Map<String, String> environment, Progress progress) {
        return new Platform(home, Ports.from(environment), progress, project, environment);
    }

    /** Starts everything, whatever an earlier run left behind, and returns when the application is ready. */
    public Running start() throws IOException {
        application.requireEar();
        stopLeftovers();
        ports.requireFree();
        progress.step("Servers unpacked", this::unpack);
        launch(broker); // and PostgreSQL meanwhile
        progress.step("PostgreSQL", () -> start(postgres));
        progress.step("Kafka", () -> awaitReady(broker));
        progress.step("WildFly with the application", () -> start(wildFly));
        Running running = running();
        home.runFile().write(running);
        return running;
    }

    /** Waits until a server ends that nobody has stopped, and says which. */
    public Daemon awaitUnexpectedEnd() {
        CompletableFuture.anyOf(wildFly.onExit(), broker.onExit(), postgres.onExit())
                .join();
        restIfStopping();
        return servers().stream()
                .filter(server -> !server.isAlive())
                .findFirst()
                .orElseThrow();
    }

    /** Stops what runs; nothing can be started any more. */
    public void stop() {
        stopping = true;
        stopServers();
        home.runFile().delete();
    }

    /** Stops what a killed launcher has left running. */
    public void stopLeftovers() {
        home.runFile().delete();
        for (Daemon server : servers()) {
            if (server.hasLeftover()) {
                progress.step(server.name() + " of an earlier run stopped", server::stopLeftover);
            }
        }
    }

    // Not while a server is being launched, or it would escape.
    private synchronized void stopServers() {
        for (Daemon server : servers()) {
            if (server.isAlive()) {
                progress.step(server.name() + " stopped", server::stop);
            }
        }
    }

    private void start(Daemon server) {
        launch(server);
        awaitReady(server);
    }

    private synchronized void launch(Daemon server) {
        if (!stopping) {
            server.launch();
        }
    }

    private void awaitReady(Daemon server) {
        restIfStopping();
        try {
            server.awaitReady();
        } catch (Failure e) {
            restIfStopping();
            throw e;
        }
    }

    // The virtual machine is about to end; to go on would only report as a failure what was wanted.
    private void restIfStopping() {
        if (stopping) {
            new CompletableFuture<Void>().join();
        }
    }

    private List<Daemon> servers() {
        return List.of(wildFly, broker, postgres);
    }

    private void unpack() throws IOException {
        binaries.unpack();
        distribution.unpack();
    }

    private Map<String, String> serverEnvironment() {
        return Map.of(
                "CRM_DB_URL", postgres.url(),
                "CRM_DB_USER", postgres.user(),
                "CRM_DB_PASSWORD", postgres.password(),
                "CRM_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "CRM_ADMIN_PASSWORD", adminPassword,
                "CRM_MASTER_KEY_FILE", home.masterKey().kept().toString());
    }

    private Running running() {
        return new Running(
                wildFly.http(),
                wildFly.management(),
                broker.bootstrapServers(),
                postgres.jdbcUrl(),
                "admin",
                adminPassword,
                new Running.Pids(ProcessHandle.current().pid(), wildFly.pid(), broker.pid(), postgres.pid()));
    }
}
