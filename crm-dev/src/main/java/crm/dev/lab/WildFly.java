package crm.dev.lab;

import crm.dev.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/**
 * A WildFly with one application, on an untouched distribution.
 *
 * <p>Its base directory gets the distribution's {@code standalone} afresh at every start; log and data are kept.
 */
public final class WildFly extends Daemon {

    private static final int HTTP = 8080;
    private static final int HTTPS = 8443;
    private static final int MANAGEMENT = 9990;
    private static final String EAR = "crm.ear";

    private final WildFlyDistribution distribution;
    private final int portOffset;
    private final Application application;
    private final Readiness readiness;

    /**
     * A server that is yet to be started.
     *
     * @param directory becomes {@code jboss.server.base.dir}
     * @param portOffset added to all of WildFly's ports
     */
    public WildFly(WildFlyDistribution distribution, Path directory, int portOffset, Application application) {
        super("WildFly", directory);
        this.distribution = distribution;
        this.portOffset = portOffset;
        this.application = application;
        this.readiness = new Readiness(http());
    }

    /** An offset at which none of the ports of a WildFly is taken. */
    public static int freePortOffset() {
        return Stream.generate(() -> Port.anyFree() - HTTP)
                .filter(offset -> IntStream.of(HTTP, HTTPS, MANAGEMENT).allMatch(port -> Port.isFree(port + offset)))
                .findFirst()
                .orElseThrow();
    }

    /** The address of the server, without a path. */
    public String http() {
        return "http://127.0.0.1:" + (HTTP + portOffset);
    }

    /** The address of the management interface. */
    public String management() {
        return "http://127.0.0.1:" + (MANAGEMENT + portOffset);
    }

    /** The directory of {@code server.log} and of {@code console.log}. */
    @Override
    public Path log() {
        return directory().resolve("log");
    }

    @Override
    Path output() {
        return log().resolve("console.log");
    }

    @Override
    void prepare() throws IOException {
        distribution.unpack();
        for (String part : List.of("configuration", "deployments", "tmp")) {
            Tree.delete(directory().resolve(part));
        }
        Tree.copy(distribution.home().resolve("standalone"), directory());
        Files.deleteIfExists(output());
        deploy();
    }

    @Override
    ProcessBuilder command() {
        StandaloneCommandBuilder command = StandaloneCommandBuilder.of(distribution.home())
                .setBaseDirectory(directory())
                .setJavaHome(Path.of(System.getProperty("java.home")))
                .setJavaOptions(
                        "-Xms256m", "-Xmx768m", "-XX:+ExitOnOutOfMemoryError", "-Djava.net.preferIPv4Stack=true")
                .addJavaOptions("--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true")
                .addJavaOption("-Djboss.modules.system.pkgs=org.jboss.byteman")
                .addServerArgument("-Djboss.tx.node.id=crm-" + portOffset)
                .addServerArgument("-Djboss.socket.binding.port-offset=" + portOffset)
                .addServerArguments("-b=127.0.0.1", "-bmanagement=127.0.0.1");
        application.overlay().ifPresent(overlay -> command.addServerArgument("--yaml=" + overlay));
        ProcessBuilder process = new ProcessBuilder(command.build());
        process.environment().putAll(application.environment());
        return process;
    }

    @Override
    boolean ready() {
        if (Files.exists(marker(".failed"))) {
            throw new Failure("WildFly could not deploy the application: see " + log() + ".");
        }
        return readiness.isGiven();
    }

    @Override
    Duration patience() {
        return Duration.ofMinutes(5);
    }

    // The marker is written after the archive, or the scanner might pick up half of it.
    private void deploy() throws IOException {
        application.requireEar();
        for (Path driver : application.drivers()) {
            Files.copy(driver, deployments().resolve(driver.getFileName()));
        }
        Files.copy(application.ear(), marker(""), StandardCopyOption.REPLACE_EXISTING);
        Files.createFile(marker(".dodeploy"));
    }

    private Path marker(String suffix) {
        return deployments().resolve(EAR + suffix);
    }

    private Path deployments() {
        return directory().resolve("deployments");
    }
}
