package crm.dev.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.dev.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real WildFly, kept unpacked in the build directory. */
class WildFlyTest {

    private final WildFlyDistribution distribution = new WildFlyDistribution(Path.of("target", "lab"));

    @TempDir
    private Path directory;

    @Test
    void servesTheApplicationAndDoesSoAgainAfterAKill() throws IOException {
        try (WildFly wildFly = wildFly(SmallEar.in(directory))) {
            wildFly.start();
            assertThat(new Readiness(wildFly.http()).isGiven()).isTrue();
            wildFly.kill();
            assertThat(new Readiness(wildFly.http()).isGiven()).isFalse();
            wildFly.start();
            assertThat(new Readiness(wildFly.http()).isGiven()).isTrue();
        }
    }

    @Test
    void saysThatAnApplicationCannotBeDeployed() throws IOException {
        try (WildFly wildFly = wildFly(SmallEar.brokenIn(directory))) {
            assertThatThrownBy(wildFly::start)
                    .isInstanceOf(Failure.class)
                    .hasMessageStartingWith("WildFly could not deploy the application: see " + wildFly.log());
        }
    }

    @Test
    void saysThatTheApplicationIsNotBuilt() {
        try (WildFly wildFly = wildFly(directory.resolve("crm.ear"))) {
            assertThatThrownBy(wildFly::start)
                    .isInstanceOf(Failure.class)
                    .hasMessageEndingWith("crm.ear is missing: build it with ./mvnw package.");
        }
    }

    private WildFly wildFly(Path ear) {
        Application application = new Application(ear, Optional.empty(), Map.of());
        return new WildFly(distribution, directory.resolve("server"), WildFly.freePortOffset(), application);
    }
}
