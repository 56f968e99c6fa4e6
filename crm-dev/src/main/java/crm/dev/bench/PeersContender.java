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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The application as a contender of the peer benchmark: a process in the foreground, told by its environment
 * ({@code BENCH_*}) which topic to read, as which group, and into which database.
 *
 * <p>On a fresh database it does what an administrator would: gives the topic a mapping that makes events of its records,
 * and then workers to the group. Killed and started again it finds both.
 */
public final class PeersContender {

    private static final String MAPPED = "mappings=read version=1";
    private static final Duration MOST_QUIET = Duration.ofSeconds(25);
    /** A tenth of a processor. */
    private static final long IDLE_MILLIS = 100;

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
        server = new WildFly(
                new WildFlyDistribution(Home.current().directory()),
                directory.resolve("server"),
                WildFly.freePortOffset(),
                new Application(
                        Project.current().ear(bench),
                        Optional.of(Project.current().overlay()),
                        environment()));
        server.start();
        Path administered = directory.resolve("administered");
        if (!Files.exists(administered)) {
            administer(
                    new Visit(new Running(server.http(), "", "", "", "admin", PASSWORD, new Running.Pids(0, 0, 0, 0))));
            Files.createFile(administered);
        }
        server.onExit().join();
    }

    private void administer(Visit visit) throws IOException, InterruptedException {
        try (InputStream mapping = PeersContender.class.getResourceAsStream("mapping.json")) {
            visit.put("/mappings/customer_order", new String(mapping.readAllBytes(), UTF_8));
        }
        // A server hears of it within seconds, and no record may be read before.
        while (!Files.readString(server.log().resolve("server.log")).contains(MAPPED)) {
            Thread.sleep(100);
        }
        untilItsStartIsOver();
        visit.api(
                "/operations/groups/" + bench.get("BENCH_GROUP") + "/workers",
                "{\"count\": " + bench.get("CRM_BENCH_WORKERS") + "}");
    }

    /** The compiler goes on for some seconds after a start, which is not to be measured with what follows. */
    private static void untilItsStartIsOver() throws InterruptedException {
        long give = System.nanoTime() + MOST_QUIET.toNanos();
        Duration before = cpu();
        boolean busy = true;
        while (busy && System.nanoTime() < give) {
            Thread.sleep(1000);
            Duration now = cpu();
            busy = now.minus(before).toMillis() > IDLE_MILLIS;
            before = now;
        }
    }

    /** Of all processes that this one has started. */
    private static Duration cpu() {
        return ProcessHandle.current()
                .descendants()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private void stop() {
        if (server != null) {
            server.stop();
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        String url = bench.get("BENCH_JDBC_URL");
        environment.put("CRM_DB_URL", url);
        environment.put("CRM_DB_USER", parameter(url, "user"));
        environment.put("CRM_DB_PASSWORD", parameter(url, "password"));
        environment.put("CRM_KAFKA_BOOTSTRAP_SERVERS", bench.get("BENCH_BOOTSTRAP"));
        environment.put("CRM_TOPIC_CUSTOMER_ORDER", bench.get("BENCH_TOPIC"));
        environment.put("CRM_GROUP_PROFILE", bench.get("BENCH_GROUP"));
        environment.put("CRM_WORKERS_PROFILE", "0");
        environment.put("CRM_ADMIN_PASSWORD", PASSWORD);
        environment.put(
                "CRM_MASTER_KEY_FILE", new Home(directory).masterKey().kept().toString());
        // After what the launcher gives every server, and before it in force.
        environment.put("_JAVA_OPTIONS", bench.getOrDefault("CRM_SERVER_OPTIONS", ""));
        // Its records happen in 2026, which may lie ahead.
        environment.put("CRM_CLOCK_START", "2027-01-01T00:00:00Z");
        return environment;
    }

    private static String parameter(String url, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
        return found.find() ? found.group(1) : "";
    }
}
