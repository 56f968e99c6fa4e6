package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.Crm;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;

/** Customers of two kinds, and the search that tells them apart. */
final class FoundGroups {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int EACH = 40;

    private final Crm server;
    private final String shop;

    /** @param shop begins their ids */
    FoundGroups(Crm server, String shop) {
        this.server = server;
        this.shop = shop;
    }

    /** Many who buy often for little, and as many who bought once for much. */
    private void customers() {
        Instant now = Instant.now();
        for (int kind = 0; kind < 2; kind++) {
            StringJoiner events = new StringJoiner(",", "[", "]");
            for (int i = 0; i < EACH; i++) {
                for (int order = 0; order < (kind == 0 ? 8 : 1); order++) {
                    events.add("""
                            {"customer_id":"%1$s-%2$d-%3$d","type":"order.completed","order_id":"%1$s-%2$d-%3$d-%4$d","currency":"EUR",
                             "total":"%5$d","time":"%6$s","products":[{"product_id":"p","quantity":1}]}""".formatted(
                                    shop,
                                    kind,
                                    i,
                                    order,
                                    kind == 0 ? 10 + i % 5 : 400 + i,
                                    now.minus(Duration.ofDays(kind == 0 ? order + i % 4 : 200 + i))));
                }
            }
            assertThat(server.post("/api/v1/events", events.toString()).status())
                    .isEqualTo(202);
        }
        server.customer(
                shop + "-1-" + (EACH - 1), view -> view.at("/traits/orders").asInt() == 1);
    }

    /** Answers the list of groups, none of which is empty. */
    JsonNode search() {
        customers();
        // Lists follow profiles within seconds; a search that came too early finds too few.
        boolean done = Deadline.in(PATIENCE).await(() -> {
            int run = server.post("/api/v1/clusters/run", "{}").json().get("id").asInt();
            return Deadline.in(PATIENCE).await(() -> {
                        JsonNode latest = server.get("/api/v1/clusters").json().get("latest");
                        return latest.get("id").asInt() == run
                                && latest.get("state").asText().equals("done");
                    })
                    && !server.get("/api/v1/clusters").json().get("items").isEmpty();
        });
        assertThat(done).isTrue();
        return server.get("/api/v1/clusters").json();
    }
}
