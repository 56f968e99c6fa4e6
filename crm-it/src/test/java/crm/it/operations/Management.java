package crm.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import crm.dev.lab.WildFly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.dmr.ModelNode;

/** A server's management, as an administrator uses it. */
record Management(WildFly server) {

    private static final Pattern STOPPED = Pattern.compile("WFLYSRV0028: Stopped deployment crm\\.ear .* in (\\d+)ms");
    private static final Pattern ENDED = Pattern.compile("workers=ended took_ms=(\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    void undeploy() {
        ofTheDeployment("undeploy");
    }

    void deploy() {
        ofTheDeployment("deploy");
    }

    void redeploy() {
        ofTheDeployment("redeploy");
    }

    private void ofTheDeployment(String operation) {
        ModelNode asked = operation(operation);
        asked.get("address").add("deployment", "crm.ear");
        ask(asked);
    }

    /** Waits until it is suspended, for ten seconds at most. */
    void suspend() {
        ModelNode asked = operation("suspend");
        asked.get("suspend-timeout").set(10);
        ask(asked);
        assertThat(ask(attribute("suspend-state")).asString()).isEqualTo("SUSPENDED");
    }

    void resume() {
        ask(operation("resume"));
    }

    /** Waits until it runs again. */
    void reload() {
        int before = undeployments().size();
        ask(operation("reload"));
        boolean running = Deadline.in(PATIENCE).await(() -> undeployments().size() > before && runs());
        assertThat(running).isTrue();
    }

    private boolean runs() {
        try {
            return answer(attribute("server-state")).get("result").asString("").equals("running");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static ModelNode attribute(String name) {
        ModelNode asked = operation("read-attribute");
        asked.get("name").set(name);
        return asked;
    }

    private static ModelNode operation(String name) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        operation.get("address").setEmptyList();
        return operation;
    }

    private ModelNode ask(ModelNode operation) {
        ModelNode answer = answer(operation);
        assertThat(answer.get("outcome").asString()).as(answer.toString()).isEqualTo("success");
        return answer.get("result");
    }

    private ModelNode answer(ModelNode operation) {
        URI address = URI.create(server.management());
        try (ModelControllerClient client =
                ModelControllerClient.Factory.create(address.getHost(), address.getPort())) {
            return client.execute(operation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long each undeployment has taken, by the server's own log. */
    List<Duration> undeployments() {
        return times(STOPPED);
    }

    /** How long the workers took of each, by the application's. */
    List<Duration> workersEnded() {
        return times(ENDED);
    }

    private List<Duration> times(Pattern pattern) {
        return pattern.matcher(log())
                .results()
                .map(found -> Duration.ofMillis(Long.parseLong(found.group(1))))
                .toList();
    }

    /** What the server has said so far. */
    String log() {
        try {
            return Files.readString(server.log().resolve("server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
