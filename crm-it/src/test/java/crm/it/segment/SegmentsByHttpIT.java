package crm.it.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Segments over HTTP on the real server: published, entered, left by time alone, explained, previewed, compared. */
class SegmentsByHttpIT extends DeployedApplication {

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final String PASSWORD = "seven green bottles";
    private static final String VIEWED = """
            {"event": {"type": "product.viewed", "measure": "count", "where": [{"property": "product_id", "op": "eq", "value": "%s"}],
                       "window": {"last": "%s"}, "op": "gte", "value": %d}}""";
    private static final int BUYERS = 4;

    private static Crm marketer;

    @BeforeAll
    static void prepare() {
        assertThat(admin().put(
                                "/api/v1/users/mia-" + RUN,
                                "{\"password\": \"" + PASSWORD + "\", \"roles\": [\"marketer\"]}")
                        .status())
                .isEqualTo(201);
        marketer = Crm.as(SharedLab.http(), "mia-" + RUN, PASSWORD);
        try (Producer producer = producer()) {
            for (int i = 0; i < BUYERS; i++) {
                producer.register(buyer(i), "Buyer " + i, "Buyers");
                for (int j = 0; j <= i; j++) {
                    view(producer, buyer(i), "b-" + RUN, Instant.parse("2020-03-0" + (j + 1) + "T00:00:00Z"));
                }
            }
        }
        for (int i = 0; i < BUYERS; i++) {
            long seen = i + 1L;
            String buyer = buyer(i);
            admin().customer(
                            buyer, profile -> profile.at("/traits/interactions").asLong() == seen);
        }
    }

    private static String buyer(int number) {
        return RUN + "-buyer" + number;
    }

    private static String view(Producer producer, String customer, String product, Instant at) {
        return producer.send(
                "customer_interactions",
                customer,
                "product.viewed",
                at.toString(),
                "{\"product_id\": \"" + product + "\"}");
    }

    /** Of whom has looked at what the buyers did so often at least. */
    private static String lookers(int times) {
        return VIEWED.formatted("b-" + RUN, "P36500D", times);
    }

    private static String definition(String where) {
        return "{\"name\": \"Of a test\", \"where\": " + where + "}";
    }

    private static String path(String key) {
        return "/api/v1/segments/" + key + '-' + RUN;
    }

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isIn(200, 201);
        return answer.json();
    }

    private static JsonNode await(String path, Predicate<JsonNode> wanted) {
        JsonNode[] last = new JsonNode[1];
        boolean found = Deadline.in(Duration.ofSeconds(60)).await(() -> {
            last[0] = marketer.get(path).json();
            return wanted.test(last[0]);
        });
        assertThat(found).as(() -> path + " is " + last[0]).isTrue();
        return last[0];
    }

    private static JsonNode live(String key, int version) {
        return await(
                path(key),
                segment -> segment.path("state").asText().equals("live")
                        && segment.path("version").asInt() == version
                        && !segment.has("next"));
    }

    /** Among the segments of a customer; other tests have segments that everybody is in. */
    private static Optional<JsonNode> of(JsonNode memberships, String key) {
        return StreamSupport.stream(memberships.path("items").spliterator(), false)
                .filter(one -> one.get("key").asText().equals(key + '-' + RUN))
                .findFirst();
    }

    private static void publish(String key, String where) {
        ok(marketer.put(path(key), definition(where)));
        live(key, 1);
    }

    @Test
    void somebodyEntersByAnEventAndLeavesByTimeAlone() {
        Answer made = marketer.put(path("lately"), definition(VIEWED.formatted("now-" + RUN, "PT30S", 1)));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        assertThat(made.json().get("version").asInt()).isEqualTo(1);
        assertThat(made.json().get("state").asText()).isEqualTo("backfilling");
        assertThat(made.header("Location")).endsWith(path("lately"));
        live("lately", 1);
        String customer = RUN + "-lately";
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String event;
        try (Producer producer = producer()) {
            producer.register(customer, "Lately Seen", "Lately");
            event = view(producer, customer, "now-" + RUN, at);
        }
        String memberships = "/api/v1/customers/" + customer + "/segments";
        JsonNode entered = await(memberships, list -> of(list, "lately").isPresent());
        assertThat(Instant.parse(
                        of(entered, "lately").orElseThrow().get("since").asText()))
                .isEqualTo(at);
        JsonNode listed = ok(marketer.get("/api/v1/customers?segment=lately-" + RUN));
        assertThat(listed.at("/items/0/customer_id").asText()).isEqualTo(customer);
        JsonNode why = ok(marketer.get(memberships + "/lately-" + RUN + "/explain?at=" + at));
        assertThat(why.get("member").asBoolean()).isTrue();
        assertThat(Instant.parse(why.get("valid_until").asText())).isEqualTo(at.plusSeconds(30));
        assertThat(why.at("/node/event/type").asText()).isEqualTo("product.viewed");
        assertThat(why.get("evidence").findValuesAsText("id")).containsExactly(event);
        assertThat(why.at("/changes/0/0/becomes").asBoolean()).isFalse();

        await(memberships, list -> list.has("items") && of(list, "lately").isEmpty());

        assertThat(ok(marketer.get(path("lately") + "/members")).get("items")).isEmpty();
        JsonNode then = ok(marketer.get(path("lately") + "/members?as_of=" + at.plusSeconds(29)));
        assertThat(then.get("items").findValuesAsText("customer_id")).containsExactly(customer);
        assertThat(Instant.parse(then.at("/items/0/since").asText())).isEqualTo(at);
        assertThat(ok(marketer.get(path("lately") + "/members?as_of=" + at.plusSeconds(30)))
                        .get("items"))
                .as("(t - d, t]")
                .isEmpty();
        assertThat(ok(marketer.get(memberships + "/lately-" + RUN + "/explain?at=" + at.minusMillis(1)))
                        .get("member")
                        .asBoolean())
                .isFalse();
        JsonNode history = ok(marketer.get(path("lately") + "/history?step=hour&steps=3"));
        assertThat(history.get("items")).hasSize(3);
        assertThat(sum(history, "entered")).isEqualTo(1);
        assertThat(sum(history, "exited")).isEqualTo(1);
        assertThat(history.get("size").asLong()).isZero();
    }

    private static long sum(JsonNode history, String what) {
        long sum = 0;
        for (JsonNode item : history.get("items")) {
            sum += item.get(what).asLong();
        }
        return sum;
    }

    @Test
    void aConditionIsCountedExactlyBeforeAnybodyPublishesIt() {
        JsonNode now = ok(marketer.post("/api/v1/segments/preview", "{\"where\": " + lookers(2) + "}"));
        assertThat(now.get("count").asLong()).isEqualTo(3);
        assertThat(now.get("sample").findValuesAsText("customer_id"))
                .containsExactlyInAnyOrder(buyer(1), buyer(2), buyer(3));
        assertThat(now.get("sample").findValuesAsText("name")).as("masked").containsOnly("B***");
        assertThat(now.has("took_ms")).isTrue();
        JsonNode then = ok(marketer.post(
                "/api/v1/segments/preview",
                "{\"where\": " + lookers(2)
                        + ", \"timezone\": \"Europe/Berlin\", \"as_of\": \"2020-03-02T00:00:00Z\"}"));
        assertThat(then.get("count").asLong()).as("who had looked by then").isEqualTo(3);
        JsonNode before = ok(marketer.post(
                "/api/v1/segments/preview",
                "{\"where\": " + lookers(2) + ", \"as_of\": \"2020-03-01T23:59:59.999Z\"}"));
        assertThat(before.get("count").asLong()).isZero();
        JsonNode why = ok(marketer.post(
                "/api/v1/customers/" + buyer(0) + "/segments/explain", "{\"where\": {\"not\": " + lookers(2) + "}}"));
        assertThat(why.get("member").asBoolean()).isTrue();
        assertThat(why.at("/parts/0/evidence/0/value").asText()).isEqualTo("1");
        assertThat(why.at("/changes/0/0/pointer").asText()).isEqualTo("/not");
    }

    @Test
    void whatIsWrongIsToldAtOnceWithItsPlace() {
        Answer answer = marketer.post(
                "/api/v1/segments/preview",
                "{\"where\": {\"all\": [{\"trait\": \"traits.orders\", \"op\": \"gte\", \"value\": \"many\"}, {\"nobody\": 1}]},"
                        + " \"timezone\": \"Mars\", \"as_of\": \"yesterday\", \"more\": 1}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(pointers(answer)).contains("/where/all/0/value", "/where/all/1", "/timezone", "/as_of", "/more");
        assertThat(pointers(marketer.put(path("wrong"), "{\"where\": {\"segment\": \"none-" + RUN + "\"}}")))
                .contains("/name");
        assertThat(pointers(marketer.put(path("wrong"), definition("{\"segment\": \"none-" + RUN + "\"}"))))
                .containsExactly("/where/segment");
        assertThat(pointers(
                        marketer.put(path("wrong"), "{\"key\": \"other\", \"name\": \"x\", \"where\": {\"any\": []}}")))
                .containsExactly("/key");
        assertThat(marketer.get(path("wrong")).status()).isEqualTo(404);
        JsonNode checked = ok(marketer.post("/api/v1/segments/validate", "{\"where\": " + lookers(2) + "}"));
        assertThat(checked.get("words").asText()).contains("product.viewed");
        assertThat(ok(admin().get("/api/v1/schemas/segment")).at("/$schema").asText())
                .contains("2020-12");
    }

    private static Set<String> pointers(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
        return new TreeSet<>(answer.json().get("errors").findValuesAsText("pointer"));
    }

    @Test
    void versionsAreDraftedPublishedComparedAndRolledBack() {
        publish("versions", lookers(1));
        Answer drafted = marketer.put(
                path("versions"), "{\"name\": \"Stricter\", \"state\": \"draft\", \"where\": " + lookers(3) + "}");
        assertThat(drafted.status()).isEqualTo(200);
        assertThat(drafted.json().get("state").asText()).isEqualTo("draft");
        assertThat(live("versions", 1).get("draft").asInt()).isEqualTo(2);
        JsonNode compared = ok(marketer.get(path("versions") + "/compare?before=1&after=2"));
        assertThat(compared.at("/leave/count").asLong()).isEqualTo(2);
        assertThat(compared.at("/leave/sample").findValuesAsText("customer_id"))
                .containsExactlyInAnyOrder(buyer(0), buyer(1));
        assertThat(compared.at("/enter/count").asLong()).isZero();
        assertThat(compared.get("stay").asLong()).isEqualTo(2);
        JsonNode unpublished = ok(marketer.post(path("versions") + "/compare", "{\"where\": {\"any\": []}}"));
        assertThat(unpublished.at("/leave/count").asLong()).isEqualTo(4);

        assertThat(ok(marketer.post(path("versions") + "/publish", "{}"))
                        .get("version")
                        .asInt())
                .isEqualTo(2);

        assertThat(live("versions", 2).get("members").asLong()).isEqualTo(2);
        assertThat(marketer.post(path("versions") + "/publish", "{}").status()).isEqualTo(409);
        assertThat(ok(marketer.post(path("versions") + "/rollback", "{\"version\": 1}"))
                        .get("version")
                        .asInt())
                .isEqualTo(3);
        assertThat(live("versions", 3).get("members").asLong()).isEqualTo(4);
        assertThat(ok(marketer.get(path("versions") + "/versions")).get("items").findValuesAsText("version"))
                .containsExactly("3", "2", "1");
        assertThat(marketer.post(path("versions") + "/rollback", "{\"version\": 9}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void nobodyWritesOverWhatTheyHaveNotSeen() {
        publish("tags", lookers(1));
        String tag = marketer.get(path("tags")).header("ETag");
        Answer second = marketer.put(path("tags"), definition(lookers(2)), tag);
        assertThat(second.status()).isEqualTo(200);
        live("tags", 2);
        assertThat(marketer.put(path("tags"), definition(lookers(3)), tag).status())
                .isEqualTo(412);
        assertThat(marketer.put(path("tags"), definition(lookers(3)), second.header("ETag"))
                        .status())
                .as("that it serves by now is nobody's change")
                .isEqualTo(200);
        assertThat(marketer.put(path("no-tags"), definition(lookers(3)), tag).status())
                .isEqualTo(412);
    }

    @Test
    void aSegmentIsPausedResumedAndArchivedUnlessOthersReferToIt() {
        publish("kept", lookers(2));
        publish("user", "{\"all\": [{\"segment\": \"kept-" + RUN + "\"}, " + lookers(4) + "]}");
        JsonNode overlap = ok(marketer.get(path("kept") + "/overlap/user-" + RUN));
        assertThat(List.of(
                        overlap.get("members").asInt(),
                        overlap.get("others").asInt(),
                        overlap.get("both").asInt(),
                        overlap.get("either").asInt()))
                .containsExactly(3, 1, 1, 3);
        assertThat(ok(marketer.post(path("kept") + "/pause", "{}")).get("state").asText())
                .isEqualTo("paused");
        assertThat(ok(marketer.post(path("kept") + "/resume", "{}"))
                        .get("version")
                        .asInt())
                .isEqualTo(2);
        live("kept", 2);
        assertThat(marketer.call("DELETE", path("kept")).status()).isEqualTo(409);
        assertThat(marketer.call("DELETE", path("user")).status()).isEqualTo(204);
        assertThat(ok(marketer.get(path("user"))).get("state").asText()).isEqualTo("archived");
        assertThat(marketer.call("DELETE", path("kept")).status()).isEqualTo(204);
        assertThat(ok(marketer.get(path("kept") + "/members")).get("items")).isEmpty();
        assertThat(marketer.post(path("kept") + "/pause", "{}").status()).isEqualTo(409);
        assertThat(marketer.get("/api/v1/customers/" + buyer(3) + "/segments/kept-" + RUN + "/explain")
                        .status())
                .isEqualTo(409);
        assertThat(marketer.put(path("kept"), definition(lookers(2))).status())
                .as("it was there before")
                .isEqualTo(200);
        live("kept", 3);
    }

    @Test
    void membersComePageByPageOrAllAsAFile() {
        publish("paged", lookers(1));
        Set<String> paged = new TreeSet<>();
        marketer.all(path("paged") + "/members?limit=2")
                .forEach(member -> paged.add(member.get("customer_id").asText()));
        assertThat(paged).containsExactly(buyer(0), buyer(1), buyer(2), buyer(3));
        Set<String> then = new TreeSet<>();
        marketer.all(path("paged") + "/members?limit=1&as_of=2020-03-01T00:00:00Z")
                .forEach(member -> then.add(member.get("customer_id").asText()));
        assertThat(then).containsExactly(buyer(0), buyer(1), buyer(2), buyer(3));
        Answer first = marketer.get(path("paged") + "/members?limit=2");
        String next = first.json().get("next").asText();
        assertThat(marketer.get("/api/v1/customers?after=" + next).status()).isEqualTo(400);
        assertThat(marketer.get(path("paged") + "/members?as_of=2020-03-01T00:00:00Z&after=" + next)
                        .status())
                .isEqualTo(400);
        Answer file = marketer.get(path("paged") + "/members?limit=1", "text/csv");
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).contains("paged-" + RUN + ".csv");
        List<String> lines = file.response().body().lines().toList();
        assertThat(lines).hasSize(BUYERS + 1).first().isEqualTo("profile_id,customer_id,since");
        assertThat(lines.get(1)).matches("[0-9a-f-]{36}," + RUN + "-buyer\\d,2020-03-01T00:00:00Z");
        assertThat(admin().get("/api/v1/privacy/audit?limit=500").response().body())
                .contains("segment.members_viewed", "segment.members_exported", "segment.members_export_ended");
    }

    @Test
    void listsThatAreShortComePageByPageToo() {
        publish("listed", lookers(1));
        for (int times = 2; times <= 3; times++) {
            ok(marketer.put(path("listed"), definition(lookers(times))));
            live("listed", times);
        }
        assertThat(marketer.all(path("listed") + "/versions?limit=2").stream()
                        .map(version -> version.get("version").asInt()))
                .containsExactly(3, 2, 1);
        String next = ok(marketer.get(path("listed") + "/versions?limit=1"))
                .get("next")
                .asText();
        assertThat(marketer.get("/api/v1/traits?after=" + next).status())
                .as("another list")
                .isEqualTo(400);
        assertThat(marketer.get(path("listed") + "/versions?limit=0").status()).isEqualTo(400);
        List<String> keys = marketer.all("/api/v1/customers/" + buyer(3) + "/segments?limit=1").stream()
                .map(segment -> segment.get("key").asText())
                .toList();
        assertThat(keys).contains("listed-" + RUN).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whoChangesATraitMustHaveSeenIt() {
        String path = "/api/v1/traits/looks_" + RUN;
        Answer made = admin().put(path, trait("Looks", 30));
        assertThat(made.status()).isEqualTo(201);
        String tag = made.header("ETag");
        assertThat(admin().put(path, trait("Views", 31), tag).status()).isEqualTo(200);
        assertThat(admin().put(path, trait("Peeks", 32), tag).status())
                .as("it is another one by now")
                .isEqualTo(412);
        assertThat(admin().put(path + "_2", trait("Peeks", 32), "*").status())
                .as("there is none")
                .isEqualTo(412);
        Answer read = marketer.get(path);
        assertThat(read.header("ETag")).isNotEqualTo(tag);
        assertThat(read.json().get("name").asText()).isEqualTo("Views");
        assertThat(marketer.all("/api/v1/traits?limit=1").stream()
                        .map(trait -> trait.get("key").asText()))
                .contains("looks_" + RUN)
                .isSorted();
        assertThat(admin().call("DELETE", path).status()).isEqualTo(204);
    }

    private static String trait(String name, int days) {
        return "{\"name\": \"%s\", \"event\": {\"type\": \"product.viewed\", \"measure\": \"count\", \"window\": {\"last\": \"P%dD\"}}}"
                .formatted(name, days);
    }
}
