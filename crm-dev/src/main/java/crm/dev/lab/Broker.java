package crm.dev.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * One Kafka broker that is its own controller (KRaft), in a JVM of its own.
 *
 * <p>What it acknowledged survives a kill -9 of the process, since the operating system's page cache does; flushing every
 * record to disk would cost far more than a broker on a developer's machine is worth. A power cut may lose the last seconds.
 */
public final class Broker extends Daemon {

    private static final String HEAP = "-Xmx384m";
    private static final int ADMIN_MILLIS = 3000;

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    private static final String USER = "crm";
    private static final String PASSWORD = "a secret of the lab";

    private final int port;
    private final int controllerPort;
    private final OptionalInt loginPort;

    /**
     * A broker that is yet to be started.
     *
     * @param directory where log, data and pid are kept; data already there is used
     */
    public Broker(Path directory, int port, int controllerPort) {
        this(directory, port, controllerPort, OptionalInt.empty());
    }

    /** One that also has a port at which clients must log in (SASL), as a company's broker has. */
    public Broker(Path directory, int port, int controllerPort, int loginPort) {
        this(directory, port, controllerPort, OptionalInt.of(loginPort));
    }

    private Broker(Path directory, int port, int controllerPort, OptionalInt loginPort) {
        super("Kafka", directory);
        this.port = port;
        this.controllerPort = controllerPort;
        this.loginPort = loginPort;
    }

    /** What a client says at the port with login, as Kafka calls it. */
    public Map<String, String> loginSettings() {
        return Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + loginPort.orElseThrow(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN + "username=\"" + USER + "\" password=\"" + PASSWORD + "\";");
    }

    /** What clients call {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Path log() {
        return directory().resolve("kafka.log");
    }

    @Override
    void prepare() throws IOException {
        try (OutputStream file = Files.newOutputStream(properties())) {
            settings().store(file, null);
        }
    }

    @Override
    ProcessBuilder command() {
        return JavaProcess.of(
                List.of(HEAP, "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED"),
                BrokerProcess.class.getName(),
                List.of(properties().toString()));
    }

    @Override
    boolean ready() {
        return Port.accepts(port) && isClusterKnown();
    }

    private boolean isClusterKnown() {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_MILLIS))) {
            return !admin.describeCluster()
                    .nodes()
                    .get(ADMIN_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Path properties() {
        return directory().resolve("server.properties");
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.putAll(addresses());
        loginPort.ifPresent(login -> settings.putAll(withLogin(login)));
        settings.putAll(aloneInTheCluster());
        settings.putAll(quickTakeover());
        settings.setProperty("log.dirs", directory().resolve("data").toString());
        // Producers name their topics in a contract; a typing error shall not create one.
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("message.max.bytes", "1048576");
        return settings;
    }

    private Map<String, String> addresses() {
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "listeners", "PLAINTEXT://" + bootstrapServers() + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", "PLAINTEXT://" + bootstrapServers(),
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    }

    private Map<String, String> withLogin(int login) {
        String address = ",LOGIN://127.0.0.1:" + login;
        return Map.of(
                "listeners", addresses().get("listeners") + address,
                "advertised.listeners", addresses().get("advertised.listeners") + address,
                "listener.security.protocol.map",
                        addresses().get("listener.security.protocol.map") + ",LOGIN:SASL_PLAINTEXT",
                "listener.name.login.sasl.enabled.mechanisms", "PLAIN",
                "listener.name.login.plain.sasl.jaas.config", LOGIN + "user_" + USER + "=\"" + PASSWORD + "\";");
    }

    private static Map<String, String> aloneInTheCluster() {
        return Map.of(
                "offsets.topic.num.partitions", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                // A killed broker may register again only when the session of its former self is over.
                "broker.session.timeout.ms", "6000",
                "broker.heartbeat.interval.ms", "1000");
    }

    // With the broker's defaults the partitions of a killed consumer would lie idle for 45 s.
    private static Map<String, String> quickTakeover() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.consumer.session.timeout.ms", "6000",
                "group.consumer.min.session.timeout.ms", "6000",
                "group.consumer.heartbeat.interval.ms", "1000",
                "group.consumer.min.heartbeat.interval.ms", "1000");
    }
}
