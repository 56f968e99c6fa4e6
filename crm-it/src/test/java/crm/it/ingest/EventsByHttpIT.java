package crm.it.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A system sends events by HTTP, in every form, and they have the effect of those from Kafka. */
class EventsByHttpIT extends DeployedApplication {

    private static final String EVENTS = "/api/v1/events";
    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";
    private static final String PASSWORD = "a long enough password";

    /** Each type of the contract, well. */
    private static final Map<String, String> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("customer.registered", "\"name\":\"Ada\",\"email\":\"ada@example.org\""),
            Map.entry("customer.updated", "\"phone\":\"+442079460958\""),
            Map.entry("customer.identified", "\"anonymous_id\":\"visitor\""),
            Map.entry("customer.consent_changed", "\"purpose\":\"profiling\",\"granted\":true"),
            Map.entry(
                    "order.completed",
                    "\"order_id\":\"o\",\"currency\":\"GBP\",\"total\":\"10.00\",\"products\":[{\"product_id\":\"p\",\"quantity\":2}]"),
            Map.entry("order.refunded", "\"order_id\":\"o\",\"total\":\"1.00\""),
            Map.entry("order.cancelled", "\"order_id\":\"other\""),
            Map.entry("page.viewed", "\"url\":\"/\""),
            Map.entry("products.searched", "\"query\":\"tea\""),
            Map.entry("product.viewed", "\"product_id\":\"p\""),
            Map.entry("product.added", "\"product_id\":\"p\""),
            Map.entry("product.removed", "\"product_id\":\"p\""),
            Map.entry("product.reviewed", "\"product_id\":\"p\""),
            Map.entry("cart.viewed", ""),
            Map.entry("checkout.started", ""),
            Map.entry("promotion.clicked", ""),
            Map.entry("message.opened", ""),
            Map.entry("message.clicked", ""),
            Map.entry("consultation.started", "\"conversation_id\":\"c\""),
            Map.entry("consultation.message_received", "\"conversation_id\":\"c\",\"message_id\":\"m\",\"text\":\"?\""),
            Map.entry("consultation.message_sent", "\"conversation_id\":\"c\",\"message_id\":\"n\",\"text\":\"!\""),
            Map.entry("consultation.ended", "\"conversation_id\":\"c\""),
            Map.entry("consultation.rated", "\"conversation_id\":\"c\",\"rating\":5"),
            Map.entry("payment.attempted", "\"transaction_id\":\"t\",\"amount\":1,\"currency\":\"GBP\""),
            Map.entry("payment.captured", "\"transaction_id\":\"t\",\"amount\":1,\"currency\":\"GBP\""),
            Map.entry("payment.declined", "\"transaction_id\":\"t\",\"amount\":1,\"currency\":\"GBP\""),
            Map.entry("payment.refunded", "\"transaction_id\":\"t\",\"amount\":1,\"currency\":\"GBP\""),
            Map.entry("chargeback.received", "\"transaction_id\":\"t\""),
            Map.entry("shoe.tied", "\"left\":true")));

    private static Crm till;

    private final String customer = "http-" + UUID.randomUUID();

    @BeforeAll
    static void account() {
        admin().put("/api/v1/users/till", "{\"roles\":[\"integration\"],\"password\":\"" + PASSWORD + "\"}");
        till = Crm.as(SharedLab.http(), "till", PASSWORD);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Answer accepted(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        assertThat(answer.json().get("items"))
                .allMatch(
                        item -> item.get("status").asText().equals("accepted"),
                        answer.response().body())
                .allMatch(item -> item.get("errors").isEmpty());
        return answer;
    }

    private List<String> timeline(int size) {
        List<String> types = new ArrayList<>();
        Deadline.in(Duration.ofSeconds(60)).await(() -> {
            types.clear();
            Answer answer = admin().get("/api/v1/customers/" + customer + "/timeline?limit=500");
            if (answer.status() == 200) {
                answer.json()
                        .get("items")
                        .forEach(event -> types.add(event.get("type").asText()));
            }
            return types.size() >= size;
        });
        return types.stream().sorted().toList();
    }

    private void haveTheirEffect() {
        assertThat(timeline(TYPES.size())).isEqualTo(List.copyOf(TYPES.keySet()));
        JsonNode profile = admin().customer(customer);
        assertThat(profile.at("/attributes/name").asText()).isEqualTo("Ada");
        assertThat(profile.at("/traits/orders").asInt()).isEqualTo(1);
        assertThat(profile.at("/traits/total_spend/0/amount").asText()).isEqualTo("9.00");
        assertThat(profile.at("/traits/consultations").asInt()).isEqualTo(1);
        assertThat(profile.at("/consents/0/granted").asBoolean()).isTrue();
    }

    private String bare(String type) {
        String data = TYPES.get(type).replace("visitor", "visitor-" + customer);
        return "{\"customer_id\":\"" + customer + "\",\"type\":\"" + type + "\",\"time\":\"2020-01-01T00:00:00Z\""
                + (data.isEmpty() ? "" : "," + data) + "}";
    }

    private String structured(String type) {
        String data = TYPES.get(type).replace("visitor", "visitor-" + customer);
        return """
                {"specversion":"1.0","id":"%s","source":"it","type":"%s","time":"2020-01-01T00:00:00Z","subject":"%s","data":{%s}}""".formatted(UUID.randomUUID(), type, customer, data);
    }

    @Test
    void eachTypeInBareJson() {
        TYPES.keySet().forEach(type -> accepted(till.post(EVENTS, bare(type))));
        haveTheirEffect();
    }

    @Test
    void eachTypeAsAStructuredCloudEvent() {
        TYPES.keySet()
                .forEach(type -> accepted(till.post(EVENTS, "application/cloudevents+json", bytes(structured(type)))));
        haveTheirEffect();
    }

    @Test
    void eachTypeAsABinaryCloudEvent() {
        TYPES.forEach((type, data) -> accepted(till.post(
                EVENTS,
                JSON,
                bytes("{" + data.replace("visitor", "visitor-" + customer) + "}"),
                "ce-specversion",
                "1.0",
                "ce-id",
                UUID.randomUUID().toString(),
                "ce-source",
                "/caf%C3%A9",
                "ce-type",
                type,
                "ce-time",
                "2020-01-01T00:00:00Z",
                "ce-subject",
                customer)));
        haveTheirEffect();
        assertThat(admin().get("/api/v1/customers/" + customer + "/timeline")
                        .response()
                        .body())
                .contains("/café");
    }

    @Test
    void allTypesInAnArray() {
        accepted(till.post(
                EVENTS,
                "[" + String.join(",", TYPES.keySet().stream().map(this::bare).toList()) + "]"));
        haveTheirEffect();
    }

    @Test
    void allTypesInLinesThatArePacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (String type : TYPES.keySet()) {
                gzip.write(bytes(structured(type) + "\r\n"));
            }
        }
        accepted(till.post(EVENTS, LINES, packed.toByteArray(), "Content-Encoding", "gzip"));
        haveTheirEffect();
    }

    @Test
    void ordersInATable() {
        StringBuilder table = new StringBuilder(
                "customer_id,type,time,order_id,currency,total,products.0.product_id,products.0.quantity,id\n");
        for (int i = 0; i < 3; i++) {
            table.append("%s,order.completed,2020-01-01T00:00:00Z,o%d,GBP,2.50,p%d,2,%s-%d\n"
                    .formatted(customer, i, i, customer, i));
        }
        table.append(customer).append(",order.completed,,,GBP,x,,,\n");
        Answer answer = till.post(EVENTS, "text/csv", bytes(table.toString()), "Accept", "text/csv");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.response().body().lines())
                .hasSize(5)
                .contains("index,id,status,errors", "0," + customer + "-0,accepted,")
                .anyMatch(line -> line.contains("rejected,\"") && line.contains("missing_field /order_id: "));
        JsonNode profile =
                admin().customer(customer, found -> found.at("/traits/orders").asInt() == 3);
        assertThat(profile.at("/traits/items").asInt()).isEqualTo(6);
    }

    @Test
    void theSameTwiceIsOneAndEachIsToldWhatItBecame() {
        String event = structured("order.completed");
        accepted(till.post(EVENTS, "[" + event + "," + event + "]"));
        accepted(till.post(EVENTS, event));
        Answer mixed = till.post(EVENTS, "[" + bare("cart.viewed") + ",{\"customer_id\":\"1\"},4]");
        assertThat(mixed.status()).isEqualTo(202);
        assertThat(mixed.json().at("/items/0/id").asText()).isNotBlank();
        assertThat(mixed.json().at("/items/1/errors/0/code").asText()).isEqualTo("no_envelope");
        assertThat(mixed.json().at("/items/2/status").asText()).isEqualTo("rejected");
        assertThat(timeline(2)).containsExactly("cart.viewed", "order.completed");
        assertThat(admin().customer(customer).at("/traits/orders").asInt()).isEqualTo(1);

        assertThat(mixed.json().at("/items/2").has("id")).isTrue();
        assertThat(mixed.json().at("/items/2/id").isNull()).isTrue();

        Answer none = till.post(EVENTS, "{\"customer_id\":\"1\",\"type\":\"order.completed\"}");
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.json().at("/items/0/errors")).hasSize(3);
    }

    @Test
    void bodiesThatCannotBeReadAreProblems() {
        assertThat(till.post(EVENTS, "").status()).isEqualTo(400);
        assertThat(till.post(EVENTS, "[{").status()).isEqualTo(400);
        assertThat(till.post(EVENTS, "application/xml", bytes("<x/>")).status()).isEqualTo(415);
        assertThat(till.post(EVENTS, JSON, bytes("{}"), "Content-Encoding", "br")
                        .status())
                .isEqualTo(415);
        assertThat(till.post(EVENTS, JSON, bytes("{}"), "Content-Encoding", "gzip")
                        .status())
                .isEqualTo(400);
        assertThat(till.post(EVENTS, "[" + "3,".repeat(500) + "3]").status()).isEqualTo(413);
        assertThat(till.post(EVENTS, LINES, bytes("{}\n".repeat(5001))).status())
                .isEqualTo(413);
        Answer large = till.post(EVENTS, "{\"x\":\"" + "x".repeat(512 * 1024) + "\"}");
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void aListWithoutEventsIsAnsweredWithoutItems() {
        for (Answer answer : List.of(
                till.post(EVENTS, "[]"),
                till.post(EVENTS, LINES, bytes("\n")),
                till.post(EVENTS, "text/csv", bytes("customer_id,type\n")))) {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.response().body()).isEqualTo("{\"items\":[]}");
        }
    }

    @Test
    void whatIsSaidToBeACloudEventIsJudgedAsOne() {
        Answer answer = till.post(EVENTS, "application/cloudevents+json", bytes(bare("cart.viewed")));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/items/0/errors/0/code").asText()).isEqualTo("missing_field");
        assertThat(answer.json().at("/items/0/errors/0/pointer").asText()).isEqualTo("/specversion");
    }

    @Test
    void theLargestEventHasItsEffectAndOneByteMoreIsTooLarge() {
        String begin = bare("cart.viewed").replaceFirst("}$", ",\"note\":\"");
        String note = "x".repeat(512 * 1024 - begin.length() - 2);
        accepted(till.post(EVENTS, begin + note + "\"}"));
        assertThat(till.post(EVENTS, begin + note + "x\"}").status()).isEqualTo(413);
        assertThat(timeline(1)).containsExactly("cart.viewed");
    }

    @Test
    void manyAtOnceWaitForTheirTurn() {
        ExecutorService senders = Executors.newFixedThreadPool(48);
        List<CompletableFuture<Answer>> sent = IntStream.range(0, 48)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> till.post(EVENTS, bare("cart.viewed")), senders))
                .toList();
        assertThat(sent).allMatch(answer -> answer.join().status() == 202);
        senders.shutdown();
    }

    @Test
    void aBombIsNotUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] blank = new byte[1024 * 1024];
            Arrays.fill(blank, (byte) ' ');
            for (int i = 0; i < 64; i++) {
                gzip.write(blank);
            }
        }
        assertThat(till.post(EVENTS, LINES, packed.toByteArray(), "Content-Encoding", "gzip")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void aBodyMayBeAsLargeAsItMay() {
        String note = "x".repeat(6550);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            lines.append("{\"customer_id\":\"")
                    .append(customer)
                    .append(i % 100)
                    .append("\",\"type\":\"cart.viewed\",\"note\":\"")
                    .append(note)
                    .append("\"}\n");
        }
        assertThat(lines.length()).isBetween(31 * 1024 * 1024, 32 * 1024 * 1024);
        assertThat(accepted(till.post(EVENTS, LINES, bytes(lines.toString())))
                        .json()
                        .get("items"))
                .hasSize(5000);
        assertThat(till.post(
                                EVENTS,
                                LINES,
                                bytes(lines.append(" ".repeat(1024 * 1024)).toString()))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void oneOfManyThatIsTooLargeIsRejectedAlone() {
        String large = "{\"customer_id\":\"1\",\"type\":\"x\",\"x\":\"" + "x".repeat(512 * 1024) + "\"}";
        Answer answer = till.post(EVENTS, LINES, bytes(large + "\n" + bare("cart.viewed")));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().at("/items/0/errors/0/code").asText()).isEqualTo("too_large");
        assertThat(timeline(1)).containsExactly("cart.viewed");
    }

    @Test
    void bareListingsAreTakenAsTheyStandByKafkaAndByHttp() {
        String view =
                "{\"customer_id\": \"%s\", \"type\": \"product.viewed\", \"time\": \"2020-01-01T00:00:00Z\", \"product_id\": \"85123A\"}";
        String order =
                "{\"customer_id\": \"%s\", \"order_id\": \"%s\", \"currency\": \"GBP\", \"total\": \"12.50\", \"time\": \"2020-01-01T00:00:00Z\","
                        + " \"products\": [{\"product_id\": \"85123A\", \"quantity\": 6, \"price\": \"2.55\"}]}";
        String registration =
                "{\"customer_id\": \"%s\", \"first_name\": \"Ada\", \"email\": \"ada@example.org\", \"time\": \"2020-01-01T00:00:00Z\"}";
        try (Producer producer = producer()) {
            producer.raw("customer_interactions", customer, view.formatted(customer));
            producer.raw("customer_order", customer, order.formatted(customer, "k"));
            producer.raw("customer_registration", customer, registration.formatted(customer));
        }
        accepted(till.post(EVENTS, view.formatted(customer)));
        accepted(till.post(
                EVENTS, order.formatted(customer, "h").replaceFirst("\\{", "{\"type\": \"order.completed\", ")));
        accepted(till.post(
                EVENTS, registration.formatted(customer).replaceFirst("\\{", "{\"type\": \"customer.registered\", ")));
        assertThat(timeline(6))
                .containsExactly(
                        "customer.registered",
                        "customer.registered",
                        "order.completed",
                        "order.completed",
                        "product.viewed",
                        "product.viewed");
        assertThat(admin().customer(customer).at("/traits/total_spend/0/amount").asText())
                .isEqualTo("25.00");
    }

    @Test
    void violationsAreCountedOnceHoweverOftenTheirEventComes() {
        String source = "till-" + customer;
        String event = bare("product.viewed")
                .replaceFirst("\\{", "{\"id\":\"e\",\"source\":\"" + source + "\",\"quantity\":\"two\",\"price\":[],");
        Answer answer = till.post(EVENTS, event);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().at("/items/0/warnings")).hasSize(2);
        accepted202(till.post(EVENTS, event));
        try (Producer producer = producer()) {
            producer.raw("customer_interactions", customer, event);
        }
        accepted(till.post(EVENTS, bare("cart.viewed")));
        try (Producer producer = producer()) {
            producer.raw("customer_interactions", customer, event.replace("\"two\"", "true"));
        }
        timeline(2);
        String path = "/api/v1/operations/violations?source=" + source;
        Deadline.in(Duration.ofSeconds(30))
                .await(() -> admin().get(path).json().get("items").size() >= 3);
        Map<String, Long> counts = new TreeMap<>();
        admin().get(path)
                .json()
                .get("items")
                .forEach(item -> counts.put(
                        item.get("kind").asText() + item.get("pointer").asText(),
                        item.get("count").asLong()));
        assertThat(counts).isEqualTo(Map.of("id_conflict", 1L, "wrong_type/price", 1L, "wrong_type/quantity", 1L));
        assertThat(admin().get(path).response().body()).doesNotContain("two");

        JsonNode one = admin().get(path).json().at("/items/0");
        assertThat(admin().call(
                                "DELETE",
                                "/api/v1/operations/violations/" + one.get("id").asLong())
                        .status())
                .isEqualTo(204);
        assertThat(admin().all(path)).hasSize(2);
        assertThat(admin().all(path + "&limit=1")).hasSize(2);
        String next = admin().get(path + "&limit=1").json().get("next").asText();
        assertThat(admin().get("/api/v1/operations/violations?limit=1&after=" + next)
                        .status())
                .isEqualTo(400);
    }

    private static void accepted202(Answer answer) {
        assertThat(answer.status()).isEqualTo(202);
    }

    @Test
    void anEditedMappingIsInForceWithinSecondsAndNothingIsDoubled() {
        String topic = "/api/v1/mappings/customer_transaction";
        String mapping = """
                {"type":{"pointer":"/kind","constant":"payment.attempted"},"types":{"charged back":"chargeback.received"},
                 "time":{"pointer":"/at"},"time_format":"epoch_ms","customer_id":{"pointer":"/card/holder"},"data":"/tx"}""";
        String payment = """
                {"at":1577836800000,"card":{"holder":"%s"},"tx":{"transaction_id":"t","amount":"1.00","currency":"EUR"}}""".formatted(customer);
        Answer tried = admin().post(topic + "/try", "{\"mapping\":" + mapping + ",\"sample\":" + payment + "}");
        assertThat(tried.status()).as(tried.response().body()).isEqualTo(200);
        assertThat(tried.json().at("/event/subject").asText()).isEqualTo("customer_id:" + customer);
        assertThat(tried.json().at("/event/time").asText()).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(admin().post(topic + "/try", "{\"sample\":\"{\"}")
                        .json()
                        .at("/rejection/code")
                        .asText())
                .isEqualTo("not_json");
        Answer refused = admin().put(topic, "{\"id\":{\"constant\":\"x\"},\"customer_id\":{\"pointer\":\"nowhere\"}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/id/constant");
        assertThat(refused.json().at("/errors/1/pointer").asText()).isEqualTo("/customer_id/pointer");
        try {
            Answer saved = admin().put(topic, mapping);
            assertThat(saved.status()).as(saved.response().body()).isEqualTo(200);
            assertThat(saved.json().get("edited").asBoolean()).isTrue();
            boolean inForce = Deadline.in(Duration.ofSeconds(30)).await(() -> {
                try (Producer producer = producer()) {
                    producer.raw("customer_transaction", customer, payment);
                }
                return admin().get("/api/v1/customers/" + customer).status() == 200;
            });
            assertThat(inForce).isTrue();
            try (Producer producer = producer()) {
                producer.raw(
                        "customer_transaction", customer, payment.replaceFirst("\\{", "{\"kind\":\"charged back\","));
            }
            JsonNode profile = admin().customer(customer, found -> timeline(1).contains("chargeback.received"));
            assertThat(profile.at("/traits/first_seen_at").asText()).startsWith("2020-01-01T00:00:00");
            assertThat(admin().get(topic).header("ETag"))
                    .isEqualTo("\"" + saved.json().get("version").asLong() + "\"");
        } finally {
            assertThat(admin().call("DELETE", topic).status()).isEqualTo(204);
        }
        assertThat(admin().get(topic).json().get("edited").asBoolean()).isFalse();
        assertThat(admin().get("/api/v1/mappings/made_up").status()).isEqualTo(404);
    }

    @Test
    void schemasAreServedWithAnETag() {
        List<JsonNode> types = admin().all("/api/v1/schemas");
        assertThat(types).hasSize(28);
        Answer schema = till.get("/api/v1/schemas/order.completed");
        assertThat(schema.header("Content-Type")).startsWith("application/schema+json");
        assertThat(schema.json().get("required").toString()).isEqualTo("[\"order_id\",\"currency\",\"total\"]");
        assertThat(schema.header("ETag")).isNotBlank();
        assertThat(till.get("/api/v1/schemas/made.up").status()).isEqualTo(404);
    }
}
