package crm.dev.lab;

import crm.dev.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a WildFly is to run.
 *
 * @param ear the packed application, whose readiness is asked at {@code /crm/health/ready}
 * @param overlay server configuration in YAML, laid over {@code standalone.xml}
 * @param environment added to the environment that the server inherits
 */
public record Application(Path ear, Optional<Path> overlay, Map<String, String> environment) {

    public Application {
        environment = Map.copyOf(environment);
    }

    /** Fails with a sentence if the application has not been built. */
    public void requireEar() {
        if (!Files.isRegularFile(ear)) {
            throw new Failure("The application " + ear + " is missing: build it with ./mvnw package.");
        }
    }
}
