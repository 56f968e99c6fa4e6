package crm.it.home;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Pages;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is pushed to pages: to whom, how often, how long. */
class LiveIT extends DeployedApplication {

    private static final String PASSWORD = "a long enough password";

    private static Pages as(String role) {
        String name = "live-" + role + '-' + UUID.randomUUID().toString().substring(0, 8);
        String account = "{\"roles\":[\"" + role + "\"],\"password\":\"" + PASSWORD + "\"}";
        assertThat(admin().put("/api/v1/users/" + name, account).status()).isEqualTo(201);
        return Pages.as(name, PASSWORD);
    }

    private static Pages administrator() {
        return Pages.as("admin", SharedLab.ADMIN_PASSWORD);
    }

    private static int status(Pages pages, String topic) {
        try (Listener listener = new Listener(pages, topic)) {
            return listener.status();
        }
    }

    @Test
    void nobodyIsToldAnythingWithoutALogin() {
        for (String topic : List.of("home", "business", "operations", "profile:" + UUID.randomUUID(), "none")) {
            try (Listener listener = new Listener(new Pages(), topic)) {
                assertThat(listener.status()).as(topic).isEqualTo(302);
                assertThat(listener.header("Location")).contains("/crm/login.xhtml");
            }
        }
    }

    @Test
    void everyRoleIsToldWhatItsPagesShow() {
        String profile = "profile:" + UUID.randomUUID();
        Map<String, List<String>> allowed = Map.of(
                "agent", List.of("home", "business", profile),
                "viewer", List.of("home", "business", "operations", profile),
                "operator", List.of("home", "operations"),
                "privacy_officer", List.of("home"));
        allowed.forEach((role, topics) -> {
            Pages pages = as(role);
            for (String topic : List.of("home", "business", "operations", profile)) {
                assertThat(status(pages, topic))
                        .as(role + " and " + topic)
                        .isEqualTo(topics.contains(topic) ? 200 : 403);
            }
        });
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Pages pages = administrator();
        for (String topic : List.of("none", "home:key", "profile", "profile:no-uuid", "x".repeat(200))) {
            assertThat(status(pages, topic)).as(topic).isEqualTo(404);
        }
        assertThat(pages.get("/live").statusCode()).isEqualTo(400);
        assertThat(status(pages, String.join("&topic=", Collections.nCopies(11, "home"))))
                .isEqualTo(400);
    }

    @Test
    void tellsWithinASecondOrSoWhatChanged() {
        String customer = "live-" + UUID.randomUUID();
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        try (Listener listener = new Listener(administrator(), "home", "business", "operations");
                Producer producer = producer()) {
            assertThat(listener.header("Content-Type")).startsWith("text/event-stream");
            JsonNode before = listener.await("home", now -> now.has("events"));
            long orders = listener.await("business", now -> now.has("today"))
                    .at("/today/XTS/orders")
                    .asLong();
            listener.await(
                    "operations", now -> now.at("/groups/crm-profile/state").isTextual());
            for (int i = 1; i <= 3; i++) {
                producer.send(
                        "customer_order",
                        customer,
                        "order.completed",
                        Instant.now().minusSeconds(1).toString(),
                        "{\"order_id\":\"" + customer + i
                                + "\",\"currency\":\"XTS\",\"total\":\"10.50\",\"products\":[]}");
                long expected = orders + i;
                JsonNode now = listener.await(
                        "business", told -> told.at("/today/XTS/orders").asLong() == expected);
                assertThat(now.get("day").asText()).isEqualTo(today);
                assertThat(now.at("/recent").toString()).contains(customer, "order.completed", "10.5");
            }
            JsonNode after = listener.await(
                    "home",
                    now -> now.get("events").asLong() >= before.get("events").asLong() + 3);
            assertThat(after.get("customers").asLong())
                    .isGreaterThan(before.get("customers").asLong());
            listener.await("home", now -> now.at("/fresh/seconds").asDouble(99) < 99);
            List<Listener.Told> pushes = listener.told("business");
            for (int i = 1; i < pushes.size(); i++) {
                assertThat(pushes.get(i).at() - pushes.get(i - 1).at())
                        .as("not more than one a second or so")
                        .isGreaterThan(Duration.ofMillis(300).toNanos());
            }
        }
    }

    @Test
    void aProfileTellsItsVersion() {
        String customer = "live-" + UUID.randomUUID();
        try (Producer producer = producer()) {
            producer.send("customer_interactions", customer, "cart.viewed", "2020-01-01T00:00:00Z", "{}");
            String id = admin().customer(customer, profile -> true)
                    .get("profile_id")
                    .asText();
            try (Listener listener = new Listener(as("agent"), "profile:" + id)) {
                long version = listener.await(
                                "profile", now -> now.get("id").asText().equals(id))
                        .get("version")
                        .asLong();
                producer.send("customer_interactions", customer, "cart.viewed", "2020-01-01T00:00:01Z", "{}");
                listener.await("profile", now -> now.get("version").asLong() > version);
            }
        }
    }

    @Test
    void nothingPersonalIsPushed() {
        String secret = "Person" + UUID.randomUUID().toString().substring(0, 8);
        try (Listener listener = new Listener(administrator(), "home", "business", "operations");
                Producer producer = producer()) {
            String customer = UUID.randomUUID() + "@example.net"; // an id that could be an address
            String id = producer.send(
                    "customer_registration",
                    customer,
                    "customer.registered",
                    "2020-01-01T00:00:00Z",
                    "{\"name\":\"" + secret + "\",\"email\":\"" + secret.toLowerCase(Locale.ROOT) + "@example.org\"}");
            assertThat(id).isNotBlank();
            String profile =
                    admin().customer(customer, found -> true).get("profile_id").asText();
            JsonNode now = listener.await(
                    "business", told -> told.at("/recent").toString().contains(profile));
            assertThat(now.toString()).doesNotContainIgnoringCase(secret).doesNotContain(customer);
        }
    }

    @Test
    void endsWithItsSession() {
        Pages pages = as("viewer");
        try (Listener listener = new Listener(pages, "home")) {
            listener.await("home", now -> true);
            String state = pages.state(pages.get("/access/me.xhtml").body());
            pages.post(
                    "/access/me.xhtml",
                    Map.of("session", "session", "session:logout", "x", "jakarta.faces.ViewState", state));
            listener.awaitEnd();
            assertThat(status(pages, "home")).isEqualTo(302);
        }
    }

    @Test
    void ofASessionThatFollowsTooMuchTheOldestEnds() {
        Pages pages = as("viewer");
        List<Listener> all = new ArrayList<>();
        IntStream.range(0, 8).forEach(i -> all.add(new Listener(pages, "home")));
        assertThat(all).allMatch(listener -> listener.status() == 200);
        try (Listener another = new Listener(pages, "home")) {
            another.await("home", now -> true);
            all.get(0).awaitEnd();
            assertThat(all.get(7).isOver()).isFalse();
        }
        all.forEach(Listener::close);
    }
}
