package crm.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import crm.dev.lab.WildFly;
import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.Lab;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The broker goes away and comes back while a system sends: it is told to wait, and what was accepted is there. */
class IntakeWithoutABrokerIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<String> accepted = new ArrayList<>();
    private int sent;

    @Test
    void theSenderIsToldToWaitAndNothingAcceptedIsLost() {
        try (Lab lab = Lab.start("intake");
                WildFly server = lab.server(Map.of())) {
            server.launch();
            server.awaitReady();
            Crm crm = Crm.as(server.http(), "admin", SharedLab.ADMIN_PASSWORD);
            boolean first = Deadline.in(PATIENCE).await(() -> send(crm).status() == 202);
            assertThat(first).isTrue();

            lab.broker().stop();
            boolean told = Deadline.in(PATIENCE).await(() -> isToldToWait(send(crm)));
            assertThat(told).isTrue();
            assertThat(Deadline.in(PATIENCE)
                            .await(() -> crm.get("/health/ready").status() == 503))
                    .isTrue();
            assertThat(isToldToWait(send(crm))).isTrue();

            lab.broker().start();
            boolean again = Deadline.in(PATIENCE).await(() -> send(crm).status() == 202);
            assertThat(again).isTrue();

            boolean applied = Deadline.in(PATIENCE).await(() -> {
                Answer timeline = crm.get("/api/v1/customers/1/timeline?limit=500");
                TreeSet<String> ids = new TreeSet<>();
                if (timeline.status() == 200) {
                    timeline.json()
                            .get("items")
                            .forEach(event -> ids.add(event.get("id").asText()));
                }
                return ids.containsAll(accepted);
            });
            assertThat(applied).as("all of " + accepted).isTrue();
        }
    }

    private Answer send(Crm crm) {
        String id = "e" + sent++;
        Answer answer =
                crm.post("/api/v1/events", "{\"id\":\"" + id + "\",\"customer_id\":\"1\",\"type\":\"cart.viewed\"}");
        assertThat(answer.status()).as(answer.response().body()).isIn(202, 429);
        if (answer.status() == 202) {
            accepted.add(id);
        }
        return answer;
    }

    private static boolean isToldToWait(Answer answer) {
        return answer.status() == 429
                && Integer.parseInt(answer.header("Retry-After")) > 0
                && answer.header("Content-Type").startsWith("application/problem+json");
    }
}
