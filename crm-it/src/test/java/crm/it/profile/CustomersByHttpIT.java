package crm.it.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists, filters and exports of customers as systems ask for them. */
class CustomersByHttpIT extends DeployedApplication {

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final String PASSWORD = "seven green bottles";
    private static final int MANY = 20_000;
    private static final int LINES = 4_000;

    @BeforeAll
    static void makeCustomers() {
        try (Producer producer = producer()) {
            producer.register(RUN + "-formula", "=HYPERLINK(1)", "Formulas " + RUN);
            for (int i = 0; i < 5; i++) {
                producer.register(RUN + "-few" + i, "Few " + i, "Few " + RUN);
                producer.order(RUN + "-few" + i, i);
            }
        }
        for (int from = 0; from < MANY; from += LINES) {
            registerMany(from);
        }
        assertThat(admin().put(
                                "/api/v1/users/vic-" + RUN,
                                "{\"password\": \"" + PASSWORD + "\", \"roles\": [\"viewer\"]}")
                        .status())
                .isEqualTo(201);
        boolean listed = Deadline.in(Duration.ofMinutes(3))
                .await(() -> found("{\"filters\": {\"country\": \"Few " + RUN + "\", \"orders\": {\"min\": 4}}}")
                                .size()
                        == 1);
        assertThat(listed).as("the figures follow").isTrue();
        admin().customer(RUN + "-many" + (MANY - 1), profile -> true);
    }

    private static void registerMany(int from) {
        String lines = IntStream.range(from, from + LINES)
                .mapToObj(i ->
                        "{\"type\":\"customer.registered\",\"time\":\"2020-01-01T00:00:00Z\",\"customer_id\":\"%s-many%d\","
                                        .formatted(RUN, i)
                                + "\"name\":\"Many %d\",\"address\":{\"country\":\"Many %s\"}}".formatted(i, RUN))
                .collect(Collectors.joining("\n"));
        Answer answer = admin().post("/api/v1/events", "application/x-ndjson", lines.getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(202);
    }

    private static List<String> found(String body) {
        Answer answer = admin().post("/api/v1/customers/search", body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        for (JsonNode item : answer.json().get("items")) {
            names.add(item.get("name").asText());
        }
        return names;
    }

    private static String few(String filters, String sort) {
        return "{\"filters\": {\"country\": \"Few " + RUN + "\"" + filters + "}, \"sort\": \"" + sort + "\"}";
    }

    @Test
    void filtersAndSortsByWhatTheEventsAddUpTo() {
        assertThat(found(few("", "orders"))).containsExactly("Few 4", "Few 3", "Few 2", "Few 1", "Few 0");
        assertThat(found(few(", \"orders\": {\"min\": 1, \"max\": 2}", "name"))).containsExactly("Few 1", "Few 2");
        assertThat(found(few(", \"spend\": {\"currency\": \"EUR\", \"max\": \"30\"}", "spend")))
                .containsExactly("Few 3", "Few 2", "Few 1");
        assertThat(found(few(", \"last_seen\": {\"within\": \"P30D\"}", "name")))
                .isEmpty();
        assertThat(found(few(", \"has\": {\"email\": false}", "-name")))
                .hasSize(5)
                .first()
                .isEqualTo("Few 4");
    }

    @Test
    void saysWhichFilterCannotBe() {
        Answer answer =
                admin().post("/api/v1/customers/search", "{\"filters\": {\"orders\": {\"min\": 2, \"max\": 1}}}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/filters/orders");
        assertThat(admin().post("/api/v1/customers/search", "{\"sort\": \"spend\"}")
                        .status())
                .isEqualTo(422);
        assertThat(admin().post("/api/v1/customers/export", "{\"columns\": [\"secrets\"]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void exportsTwentyThousandWithTheColumnsThatAreWanted() {
        boolean complete =
                Deadline.in(Duration.ofMinutes(2)).await(() -> exported().size() == MANY + 1);
        assertThat(complete).as("all are applied").isTrue();
        List<String> lines = exported();
        assertThat(new HashSet<>(lines).size()).isEqualTo(MANY + 1);
        assertThat(lines.get(0)).isEqualTo("profile_id,name,customer_id");
        assertThat(lines.get(1)).matches("[0-9a-f-]{36},Many \\d+," + RUN + "-many\\d+");
    }

    private static List<String> exported() {
        Answer file = admin().post(
                        "/api/v1/customers/export",
                        "{\"filters\": {\"country\": \"Many " + RUN + "\"}, \"columns\": [\"customer_id\"]}");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.response().headers().firstValueAsLong("Content-Length"))
                .as("whoever gets less must know")
                .hasValue(file.response().body().getBytes(UTF_8).length);
        return file.response().body().lines().toList();
    }

    @Test
    void anExportIsMaskedLikeEverythingElse() {
        Crm viewer = Crm.as(SharedLab.http(), "vic-" + RUN, PASSWORD);
        String file = viewer.post("/api/v1/customers/export", "{\"filters\": {\"country\": \"Few " + RUN + "\"}}")
                .response()
                .body();
        assertThat(file.lines()).hasSize(6);
        assertThat(file).doesNotContain("Few 1");
        assertThat(viewer.post("/api/v1/customers/export", "{\"q\": \"few\"}")
                        .response()
                        .body()
                        .lines())
                .as("no parts of names for whoever sees none")
                .hasSize(1);
    }

    @Test
    void whoSeesNoNamesSortsByNone() {
        Crm viewer = Crm.as(SharedLab.http(), "vic-" + RUN, PASSWORD);
        String country = "/api/v1/customers?country=Few%20" + RUN;
        JsonNode newest = viewer.get(country + "&sort=newest").json().get("items");
        assertThat(newest).hasSize(5);
        assertThat(viewer.get(country + "&sort=name").json().get("items")).isEqualTo(newest);
    }

    @Test
    void aCellIsNoFormula() {
        assertThat(admin().post("/api/v1/customers/export", "{\"filters\": {\"country\": \"Formulas " + RUN + "\"}}")
                        .response()
                        .body())
                .contains(",'=HYPERLINK(1),");
    }

    @Test
    void beginAndEndOfAnExportAreInTheTrail() {
        String text = "few-" + RUN;
        admin().post("/api/v1/customers/export", "{\"q\": \"" + text + "\"}");
        JsonNode found = admin().post("/api/v1/privacy/audit/search", "{\"personal\": {\"text\": \"" + text + "\"}}")
                .json()
                .get("items");
        assertThat(found.findValuesAsText("action"))
                .containsExactlyInAnyOrder("customers.exported", "customers.export_ended");
    }
}
