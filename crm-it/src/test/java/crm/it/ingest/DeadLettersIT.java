package crm.it.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeadLetterTopic;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Letters;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Dead letters from parking to the end: found, mended, replayed, discarded, published. */
class DeadLettersIT extends DeployedApplication {

    private static final String TOPIC = "customer_order";

    private final Crm crm = admin();
    private final Letters letters = new Letters(crm);
    private final String key = "dl-" + UUID.randomUUID();

    private static String order(String customer, String order, String total) {
        return """
                {"customer_id":"%s","time":"2020-01-01T00:00:00Z","order_id":"%s","currency":"EUR","products":[],"total":%s}""".formatted(customer, order, total);
    }

    @Test
    void anOperatorMendsARecordAndItHasItsEffectOnce() {
        try (Producer producer = producer()) {
            producer.raw(TOPIC, key, order(key, "o", "\"much\""));
        }
        JsonNode parked = letters.await(key);
        assertThat(parked.get("state").textValue()).isEqualTo("open");
        assertThat(parked.at("/reason/code").textValue()).isEqualTo("wrong_type");
        assertThat(parked.at("/reason/pointer").textValue()).isEqualTo("/total");
        assertThat(parked.get("value").textValue()).contains("much");

        Answer refused = letters.replay(parked);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/code").textValue()).isEqualTo("wrong_type");

        Answer seen = letters.get(parked);
        String edit = "{\"value\":" + order(key, "o", "\"12.50\"") + "}";
        assertThat(letters.edit(parked, edit, "\"99999\"").status()).isEqualTo(412);
        Answer edited = letters.edit(parked, edit, seen.header("ETag"));
        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.json().get("edited").asBoolean()).isTrue();
        assertThat(edited.json().at("/original/value").textValue()).contains("much");
        assertThat(edited.header("ETag")).isNotEqualTo(seen.header("ETag"));

        Answer replayed = letters.replay(parked);
        assertThat(replayed.status()).isEqualTo(200);
        assertThat(replayed.json().get("state").textValue()).isEqualTo("replayed");
        assertThat(replayed.json().get("effect").textValue()).isEqualTo("applied");
        assertThat(replayed.json().get("history").findValuesAsText("action"))
                .containsExactly("refused", "edited", "replayed");
        assertThat(crm.customer(key).at("/traits/total_spend/0/amount").textValue())
                .isEqualTo("12.50");

        assertThat(letters.replay(parked).status()).isEqualTo(409);
        assertThat(letters.edit(parked, edit).status()).isEqualTo(409);
        assertThat(letters.discard(parked, "too late").status()).isEqualTo(409);
        assertThat(crm.customer(key).at("/traits/orders").asInt()).isEqualTo(1);
    }

    @Test
    void oneOfManyOperatorsReplaysIt() {
        try (Producer producer = producer()) {
            producer.raw(TOPIC, key, order(key, "o", "\"much\""));
        }
        JsonNode parked = letters.await(key);
        letters.mend(parked, order(key, "o", "5"));
        List<CompletableFuture<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            attempts.add(
                    CompletableFuture.supplyAsync(() -> letters.replay(parked).status()));
        }
        List<Integer> statuses =
                attempts.stream().map(CompletableFuture::join).sorted().toList();
        assertThat(statuses).containsExactly(200, 409, 409, 409, 409, 409, 409, 409);
        assertThat(crm.customer(key).at("/traits/orders").asInt()).isEqualTo(1);
    }

    @Test
    void anEventThatIsKnownHasNoSecondEffect() {
        String event = """
                {"specversion":"1.0","source":"it","id":"%s","type":"order.completed","time":"2020-01-01T00:00:00Z","subject":"%s",
                 "data":{"order_id":"o","currency":"EUR","total":7,"products":[]}}""".formatted(key, key);
        try (Producer producer = producer()) {
            producer.raw(TOPIC, key, event);
            producer.raw(TOPIC, key, event.replace("\"total\":7", "\"total\":\"x\""));
        }
        JsonNode parked = letters.await(key);
        crm.customer(key, profile -> profile.at("/traits/orders").asInt() == 1);
        letters.mend(parked, event);
        Answer replayed = letters.replay(parked);
        assertThat(replayed.status()).isEqualTo(200);
        assertThat(replayed.json().get("effect").textValue()).isEqualTo("known");
        assertThat(crm.customer(key).at("/traits/total_spend/0/amount").textValue())
                .isEqualTo("7.00");
    }

    @Test
    void manyAreReplayedAndTheBrokenOnesStay() {
        int good = 300;
        int broken = 7;
        try (Producer producer = producer()) {
            for (int i = 0; i < good + broken; i++) {
                producer.raw(TOPIC, key + '-' + i, "{" + i);
            }
        }
        List<JsonNode> parked = letters.await(key, good + broken);
        for (int i = 0; i < parked.size(); i++) {
            if (i >= broken) {
                letters.mend(parked.get(i), order(key, "o" + i, "1"));
            }
        }
        int replayed = 0;
        int refused = 0;
        String ids = parked.stream()
                .map(letter -> letter.get("id").asText())
                .toList()
                .toString();
        String after = "";
        while (after != null) {
            JsonNode step = letters.replayMany(
                            "{\"ids\":" + ids + (after.isEmpty() ? "" : ",\"after\":\"" + after + '"') + "}")
                    .json();
            replayed += step.get("replayed").asInt();
            refused += step.get("still_refused").asInt();
            after = step.path("next").textValue();
            assertThat(step.get("remaining").asInt()).isEqualTo(after == null ? 0 : good + broken - replayed - refused);
        }
        assertThat(replayed).isEqualTo(good);
        assertThat(refused).isEqualTo(broken);
        assertThat(crm.customer(key).at("/traits/orders").asInt()).isEqualTo(good);
        assertThat(letters.withKeys(key).stream()
                        .filter(letter -> letter.get("state").textValue().equals("open")))
                .hasSize(broken);

        Answer discarded =
                crm.post("/api/v1/operations/dead-letters/discard", "{\"ids\":" + ids + ",\"reason\":\"made up\"}");
        assertThat(discarded.json().get("discarded").asInt()).isEqualTo(broken);
    }

    @Test
    void aHandlerThatFailsAtOneRecordHoldsUpNoOther() throws SQLException {
        String name = "fails_" + key.replace("-", "_");
        inDatabase("""
                create function %s() returns trigger language plpgsql as
                $$ begin if new.source = '%s' then raise exception 'no'; end if; return new; end $$""".formatted(name, key));
        inDatabase("create trigger %s before insert on event for each row execute function %s()".formatted(name, name));
        try {
            String failing = order(key, "failing", "3").replace("{", "{\"source\":\"" + key + "\",");
            try (Producer producer = producer()) {
                producer.raw(TOPIC, key, failing);
                producer.raw(TOPIC, key + "-a", "{");
                producer.raw(TOPIC, key + "-b", "{");
            }
            List<JsonNode> parked = letters.await(key, 3);
            JsonNode failed = parked.stream()
                    .filter(letter -> letter.get("key").textValue().equals(key))
                    .findFirst()
                    .orElseThrow();
            assertThat(failed.at("/reason/code").textValue()).isEqualTo("handler_failed");
            assertThat(letters.replay(failed).json().at("/errors/0/code").textValue())
                    .isEqualTo("handler_failed");

            parked.stream()
                    .filter(letter -> !letter.equals(failed))
                    .forEach(letter ->
                            letters.mend(letter, order(key, letter.get("key").textValue(), "1")));
            String ids = parked.stream()
                    .map(letter -> letter.get("id").asText())
                    .toList()
                    .toString();
            JsonNode step = letters.replayMany("{\"ids\":" + ids + "}").json();
            assertThat(step.get("replayed").asInt()).isEqualTo(2);
            assertThat(step.at("/reasons/handler_failed").asInt()).isEqualTo(1);
            assertThat(crm.customer(key).at("/traits/orders").asInt()).isEqualTo(2);

            inDatabase("drop trigger %s on event".formatted(name));
            assertThat(letters.replay(failed).status()).isEqualTo(200);
            assertThat(crm.customer(key).at("/traits/orders").asInt()).isEqualTo(3);
        } finally {
            inDatabase("drop function %s() cascade".formatted(name));
        }
    }

    private static void inDatabase(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(SharedLab.lab().postgres().jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aReasonIsNeededToDiscard() {
        try (Producer producer = producer()) {
            producer.raw(TOPIC, key, "{");
        }
        JsonNode parked = letters.await(key);
        assertThat(letters.discard(parked, " ").status()).isEqualTo(422);
        Answer discarded = letters.discard(parked, "sent by mistake");
        assertThat(discarded.status()).isEqualTo(200);
        assertThat(discarded.json().get("discard_reason").textValue()).isEqualTo("sent by mistake");
        assertThat(letters.replay(parked).status()).isEqualTo(409);
        assertThat(crm.get("/api/v1/operations/dead-letters?state=discarded&code=not_json&limit=500")
                        .json()
                        .get("items")
                        .findValuesAsText("id"))
                .contains(parked.get("id").asText());
    }

    @Test
    void bytesThatAreNoTextComeAndGoInBase64() {
        try (Producer producer = producer()) {
            producer.raw(TOPIC, key, new byte[] {(byte) 0xff, 0, 1}, Map.of("trace", "ä"));
        }
        JsonNode parked = letters.await(key);
        assertThat(parked.get("value").textValue()).isEqualTo("/wAB");
        assertThat(parked.get("value_encoding").textValue()).isEqualTo("base64");
        assertThat(parked.at("/headers/0/value").textValue()).isEqualTo("ä");
        assertThat(letters.edit(parked, "{\"value\":\"AP8=\",\"value_encoding\":\"base64\"}")
                        .json()
                        .get("value")
                        .textValue())
                .isEqualTo("AP8=");
        assertThat(letters.edit(parked, "{\"value\":\"?\",\"value_encoding\":\"base64\"}")
                        .status())
                .isEqualTo(422);
        assertThat(letters.edit(parked, "{}").status()).isEqualTo(422);
        assertThat(letters.edit(parked, "{\"body\":\"\"}").status()).isEqualTo(422);
        assertThat(letters.edit(parked, letters.get(parked).response().body()).status())
                .as("as it was read")
                .isEqualTo(200);
    }

    @Test
    void theOriginalIsPublishedWithItsReasonOnce() {
        String large = order(key, "o", "\"" + "x".repeat(600_000) + "\"");
        try (Producer producer = producer()) {
            producer.raw(TOPIC, key, "{".getBytes(UTF_8), Map.of("trace", "17"));
            producer.raw(TOPIC, key + "-large", large);
        }
        JsonNode parked = letters.await(key, 2).stream()
                .filter(letter -> letter.get("key").textValue().equals(key))
                .findFirst()
                .orElseThrow();
        DeadLetterTopic topic = new DeadLetterTopic(SharedLab.lab().broker().bootstrapServers(), TOPIC + ".dlt");
        Deadline.in(Duration.ofSeconds(60)).await(() -> topic.withKeys(key).size() >= 2);

        List<ConsumerRecord<byte[], byte[]>> published = topic.withKeys(key);
        assertThat(published).hasSize(2);
        ConsumerRecord<byte[], byte[]> record = published.stream()
                .filter(one -> one.value().length == 1)
                .findFirst()
                .orElseThrow();
        assertThat(new String(record.value(), UTF_8)).isEqualTo("{");
        assertThat(record.partition()).isEqualTo(parked.get("partition").asInt());
        assertThat(DeadLetterTopic.header(record, "trace")).isEqualTo("17");
        assertThat(DeadLetterTopic.header(record, "crm-dead-letter-id"))
                .isEqualTo(parked.get("id").asText());
        assertThat(DeadLetterTopic.header(record, "crm-dead-letter-code")).isEqualTo("not_json");
        assertThat(DeadLetterTopic.header(record, "crm-dead-letter-topic")).isEqualTo(TOPIC);
        assertThat(DeadLetterTopic.header(record, "crm-dead-letter-group")).isEqualTo("crm-profile");
        assertThat(DeadLetterTopic.header(record, "crm-dead-letter-offset"))
                .isEqualTo(parked.get("offset").asText());
        assertThat(published.stream().filter(one -> one.value().length > 1))
                .singleElement()
                .satisfies(one -> assertThat(new String(one.value(), UTF_8)).isEqualTo(large));
        Deadline.in(Duration.ofSeconds(20))
                .await(() -> letters.get(parked).json().has("published_at"));
        assertThat(letters.get(parked).json().has("published_at")).isTrue();
    }

    @Test
    void thePlainValueIsNowhereInTheDatabase() throws SQLException {
        String secret = "secret" + UUID.randomUUID().toString().replace("-", "");
        try (Producer producer = producer()) {
            producer.raw(TOPIC, key, order(key, "o", "\"" + secret + "\"").getBytes(UTF_8), Map.of("who", secret));
            producer.raw(TOPIC, key + "-b", "{\"" + secret + "@example.org\":\"a\\u0000b\"}");
        }
        JsonNode parked = letters.await(key, 2).get(0);
        assertThat(letters.edit(parked, "{\"key\":\"" + secret + "\",\"value\":\"" + secret + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(letters.replay(parked).status()).isEqualTo(422);
        try (Connection connection =
                DriverManager.getConnection(SharedLab.lab().postgres().jdbcUrl())) {
            for (String table : List.of("dead_letter", "dead_letter_entry")) {
                ByteArrayOutputStream copied = new ByteArrayOutputStream();
                try (ResultSet row = connection.createStatement().executeQuery("select * from " + table)) {
                    while (row.next()) {
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            byte[] bytes = row.getBytes(i);
                            if (bytes != null) {
                                copied.writeBytes(bytes);
                            }
                        }
                    }
                }
                assertThat(copied.size()).isPositive();
                assertThat(copied.toString(ISO_8859_1)).as(table).doesNotContain(secret, key);
            }
        }
    }

    @Test
    void aFilterInTheAddressHoldsAndABodyIsNotNeeded() {
        try (Producer producer = producer()) {
            producer.raw(TOPIC, key, "{");
        }
        JsonNode parked = letters.await(key);
        String all = "/api/v1/operations/dead-letters";
        JsonNode step =
                crm.call("POST", all + "/replay?topic=none-such&code=not_json").json();
        assertThat(step.get("replayed").asInt() + step.get("still_refused").asInt())
                .isZero();
        assertThat(step.get("remaining").asInt()).isZero();
        assertThat(crm.call("POST", all + "/replay?topics=" + TOPIC).status()).isEqualTo(400);
        assertThat(crm.post(all + "/replay?topic=" + TOPIC, "{\"topic\":\"other\"}")
                        .status())
                .isEqualTo(400);
        assertThat(crm.post(all + "/replay", "{\"state\":\"discarded\"}").status())
                .isEqualTo(422);

        String one = all + '/' + parked.get("id").asText();
        for (String path : List.of(one + "/discard", all + "/discard?topic=" + TOPIC)) {
            Answer refused = crm.call("POST", path);
            assertThat(refused.status()).as(path).isEqualTo(422);
            assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/reason");
            assertThat(refused.json().at("/errors/0/code").asText()).isEqualTo("missing_field");
        }
        assertThat(crm.post(all + "/discard", "{\"reason\":\"x\"}").json().at("/errors/0/code"))
                .asString()
                .contains("missing_filter");
        assertThat(letters.get(parked).json().get("state").textValue()).isEqualTo("open");

        byte[] selection = ("{\"ids\":[" + parked.get("id").asText() + "],\"reason\":\"tried\"}").getBytes(UTF_8);
        assertThat(crm.post(all + "/discard?topic=none-such", "text/plain", selection)
                        .json()
                        .get("discarded")
                        .asInt())
                .isZero();
        assertThat(crm.post(all + "/discard?topic=" + TOPIC, "text/plain", selection)
                        .json()
                        .get("discarded")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aPageOfAnotherSiteChangesNothing() {
        byte[] all = "{\"all\":true,\"reason\":\"x\"}".getBytes(UTF_8);
        for (String site : List.of("cross-site", "same-site")) {
            assertThat(crm.post("/api/v1/operations/dead-letters/discard", "text/plain", all, "Sec-Fetch-Site", site)
                            .status())
                    .as(site)
                    .isEqualTo(403);
        }
        assertThat(crm.post(
                                "/api/v1/operations/dead-letters/replay?topic=none-such",
                                "text/plain",
                                new byte[0],
                                "Sec-Fetch-Site",
                                "same-origin")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keyAndValueAreAlwaysThere() {
        try (Producer producer = producer()) {
            producer.raw(TOPIC, key, order(key, "o", "\"" + "x".repeat(20_000) + "\""));
        }
        JsonNode listed = letters.await(key);
        assertThat(listed.get("value").isNull()).isTrue();
        assertThat(listed.get("value_bytes").asInt()).isGreaterThan(20_000);
        JsonNode emptied = letters.edit(listed, "{\"key\":null,\"value\":null,\"headers\":{\"a\":\"b\"}}")
                .json();
        assertThat(emptied.get("key").isNull()).isTrue();
        assertThat(emptied.get("value").isNull()).isTrue();
        assertThat(emptied.at("/headers/0/name").textValue()).isEqualTo("a");
    }

    @Test
    void onlyOperatorsSeeThem() {
        try (Producer producer = producer()) {
            producer.raw(TOPIC, key, "{");
        }
        String path = "/api/v1/operations/dead-letters/"
                + letters.await(key).get("id").asText();
        for (String role : List.of("agent", "marketer", "analyst", "viewer", "integration", "privacy_officer")) {
            String name = "dl-" + role;
            crm.put("/api/v1/users/" + name, "{\"roles\":[\"" + role + "\"],\"password\":\"a long enough password\"}");
            Crm other = Crm.as(SharedLab.http(), name, "a long enough password");
            assertThat(statuses(other, path)).as(role).containsOnly(403);
            assertThat(other.get("/operations/dead-letters.xhtml").status())
                    .as(role)
                    .isIn(302, 403);
        }
        assertThat(statuses(Crm.anonymous(SharedLab.http()), path)).containsOnly(401);
        crm.put("/api/v1/users/dl-operator", "{\"roles\":[\"operator\"],\"password\":\"a long enough password\"}");
        assertThat(Crm.as(SharedLab.http(), "dl-operator", "a long enough password")
                        .get(path)
                        .status())
                .isEqualTo(200);
    }

    private static List<Integer> statuses(Crm caller, String path) {
        String all = "/api/v1/operations/dead-letters";
        return List.of(
                caller.get(all).status(),
                caller.get(path).status(),
                caller.put(path, "{\"value\":\"{}\"}").status(),
                caller.post(path + "/replay", "").status(),
                caller.post(path + "/discard", "{\"reason\":\"x\"}").status(),
                caller.post(all + "/replay", "{}").status(),
                caller.post(all + "/discard", "{\"reason\":\"x\"}").status());
    }

    @Test
    void whatIsNotThereOrNotUnderstoodSaysSo() {
        String all = "/api/v1/operations/dead-letters";
        assertThat(crm.get(all + "/999999999999").status()).isEqualTo(404);
        assertThat(crm.get(all + "/x").status()).isEqualTo(404);
        assertThat(crm.get(all + "?code=made_up").status()).isEqualTo(400);
        assertThat(crm.get(all + "?state=made_up").status()).isEqualTo(400);
        assertThat(crm.get(all + "?from=yesterday").status()).isEqualTo(400);
        assertThat(crm.get(all + "?after=made-up").status()).isEqualTo(400);
        assertThat(crm.post(all + "/replay", "{\"code\":\"made_up\"}").status()).isEqualTo(422);
        assertThat(crm.post(all + "/replay", "{\"ids\":[]}").status()).isEqualTo(422);
        assertThat(crm.post(all + "/replay", "{\"after\":\"x\"}").status()).isEqualTo(400);
        assertThat(crm.post(all + "/discard", "{}").status()).isEqualTo(422);
        assertThat(crm.post(all + "/999999999999/replay", "").status()).isEqualTo(404);
    }
}
