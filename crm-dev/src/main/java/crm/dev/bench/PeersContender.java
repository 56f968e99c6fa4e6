package crm.dev.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.dev.lab.Application;
import crm.dev.lab.WildFly;
import crm.dev.lab.WildFlyDistribution;
import crm.dev.run.Home;
import crm.dev.run.Project;
import crm.dev.run.Running;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The application as a contender of the peer benchmark: a process in the foreground, told by its environment
 * ({@code BENCH_*}) which topic to read, as which group, and into which database.
 *
 * <p>Started on a fresh database it comes up without workers first, gets the mapping that makes events of the topic's
 * records, as an administrator gives it, and comes up again with its workers. Killed and started again it has all that.
 */
public final class PeersContender {

    private static final String PASSWORD = "a long enough password";

    private final Map<String, String> bench;
    private final Path directory;
    private volatile WildFly server;

    private PeersContender(Map<String, String> bench) {
        this.bench = bench;
        this.directory = Path.of(bench.get("BENCH_DIR"));
    }

    public static void main(String[] arguments) throws Exception {
        PeersContender contender = new PeersContender(System.getenv());
        Runtime.getRuntime().addShutdownHook(new Thread(contender::stop, "stop"));
        contender.run();
    }

    private void run() throws Exception {
        Path mapped = directory.resolve("mapped");
        if (!Files.exists(mapped)) {
            start(0).awaitReady();
            giveMapping();
            server.stop();
            Files.createFile(mapped);
        }
        start(Integer.parseInt(bench.get("CRM_WORKERS_PROFILE"))).onExit().join();
    }

    private WildFly start(int workers) {
        Application application = new Application(
                Project.current().ear(bench), Optional.of(Project.current().overlay()), environment(workers));
        server = new WildFly(
                new WildFlyDistribution(Home.current().directory()),
                directory.resolve("server"),
                WildFly.freePortOffset(),
                application);
        server.launch();
        return server;
    }

    private void stop() {
        if (server != null) {
            server.stop();
        }
    }

    private Map<String, String> environment(int workers) {
        Map<String, String> environment = new HashMap<>();
        String url = bench.get("BENCH_JDBC_URL");
        environment.put("CRM_DB_URL", url);
        environment.put("CRM_DB_USER", parameter(url, "user"));
        environment.put("CRM_DB_PASSWORD", parameter(url, "password"));
        environment.put("CRM_KAFKA_BOOTSTRAP_SERVERS", bench.get("BENCH_BOOTSTRAP"));
        environment.put("CRM_TOPIC_CUSTOMER_ORDER", bench.get("BENCH_TOPIC"));
        environment.put("CRM_GROUP_PROFILE", bench.get("BENCH_GROUP"));
        environment.put("CRM_WORKERS_PROFILE", Integer.toString(workers));
        environment.put("CRM_ADMIN_PASSWORD", PASSWORD);
        environment.put(
                "CRM_MASTER_KEY_FILE", new Home(directory).masterKey().kept().toString());
        // Its records happen in 2026, which may lie ahead.
        environment.put("CRM_CLOCK_START", "2027-01-01T00:00:00Z");
        return environment;
    }

    private static String parameter(String url, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
        return found.find() ? found.group(1) : "";
    }

    private void giveMapping() throws IOException, InterruptedException {
        try (InputStream mapping = PeersContender.class.getResourceAsStream("mapping.json")) {
            new Visit(new Running(server.http(), "", "", "", "admin", PASSWORD, new Running.Pids(0, 0, 0, 0)))
                    .put("/mappings/customer_order", new String(mapping.readAllBytes(), UTF_8));
        }
    }
}
