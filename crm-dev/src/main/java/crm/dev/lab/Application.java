package crm.dev.lab;

import crm.dev.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a WildFly is to run.
 *
 * @param ear the packed application, whose readiness is asked at {@code /crm/health/ready}
 * @param overlay server configuration in YAML, laid over {@code standalone.xml}
 * @param environment added to the environment that the server inherits
 * @param drivers JDBC drivers deployed beside it, for data sources of the server
 */
public record Application(Path ear, Optional<Path> overlay, Map<String, String> environment, List<Path> drivers) {

    public Application {
        environment = Map.copyOf(environment);
        drivers = List.copyOf(drivers);
    }

    /** With a data source of its own. */
    public Application(Path ear, Optional<Path> overlay, Map<String, String> environment) {
        this(ear, overlay, environment, List.of());
    }

    /** Fails with a sentence if the application has not been built. */
    public void requireEar() {
        if (!Files.isRegularFile(ear)) {
            throw new Failure("The application " + ear + " is missing: build it with ./mvnw package.");
        }
    }
}
