package crm.dev.chaos;

import crm.dev.Failure;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** WildFly's own command line, by which administrators steer a server. */
final class Console {

    private final Path wildFly;

    Console(Path wildFly) {
        this.wildFly = wildFly;
    }

    /** Executes one operation at the server of this management address. */
    void execute(String management, String operation) {
        URI address = URI.create(management);
        ProcessBuilder builder = new ProcessBuilder(
                wildFly.resolve("bin/jboss-cli.sh").toString(),
                "--connect",
                "--timeout=60000",
                "--controller=" + address.getHost() + ':' + address.getPort(),
                "--commands=" + operation);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new Failure(operation + " failed: " + List.of(said.split("\n", -1)));
            }
        } catch (IOException e) {
            throw new Failure(operation + " failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
