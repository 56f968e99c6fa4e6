package crm.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import crm.access.login.PageRoles;
import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.OpenApi;
import crm.it.lab.OpenApi.Operation;
import crm.it.lab.Pages;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every path for nobody and for every role. */
class WhoMayDoWhatIT extends DeployedApplication {

    private static final List<String> ROLES =
            List.of("admin", "agent", "marketer", "analyst", "viewer", "operator", "integration", "privacy_officer");
    private static final Set<String> CUSTOMERS = Set.of("agent", "marketer", "analyst", "viewer", "integration");
    private static final Set<String> HISTORIES = Set.of("agent", "marketer", "analyst", "viewer");
    private static final Set<String> OPERATIONS = Set.of("operator", "viewer");
    private static final Set<String> EVERYBODY = Set.copyOf(ROLES);
    private static final Set<String> SEGMENTS = Set.of("marketer", "viewer", "integration");
    private static final Set<String> MARKETERS = Set.of("marketer");
    private static final String CONDITION = "{\"where\":{\"any\":[]}}";
    private static final String DRAFT = "{\"name\":\"Who may\",\"where\":{\"any\":[]},\"state\":\"draft\"}";
    private static final String PASSWORD = "a long enough password";
    private static final String CUSTOMER = "who-may";
    private static final String EVENT = "{\"customer_id\":\"who-may-not\",\"type\":\"cart.viewed\"}";
    private static final String MAPPING =
            "{\"type\":{\"constant\":\"consultation.started\"},\"customer_id\":{\"pointer\":\"/customer_id\"}}";

    /**
     * What is asked, and which roles besides admin may.
     *
     * @param status the answer to those who may, as far as it is known; any 2xx where it is 200
     */
    private record Rule(String method, String path, Set<String> roles, String body, int status) {

        private Rule(String method, String path, Set<String> roles) {
            this(method, path, roles, "{}");
        }

        private Rule(String method, String path, Set<String> roles, String body) {
            this(method, path, roles, body, 200);
        }

        /** Asked for something that is not there, or in a way that is refused for another reason than the role. */
        private Rule answering(int other) {
            return new Rule(method, path, roles, body, other);
        }

        private Answer ask(Crm crm) {
            return switch (method) {
                case "GET" -> crm.get(path);
                case "POST" -> crm.post(path, body);
                case "PUT" -> crm.put(path, body);
                case "PATCH" -> crm.patch(path, body);
                default -> crm.call(method, path);
            };
        }

        private boolean allows(String role) {
            return role.equals("admin") || roles.contains(role);
        }

        private boolean isAnsweredBy(String role, int found) {
            if (!allows(role)) {
                return found == 403;
            }
            return status == 200 ? found >= 200 && found < 300 : found == status;
        }
    }

    private static final List<Rule> API = List.of(
            new Rule("GET", "/api/v1/customers", CUSTOMERS),
            new Rule("POST", "/api/v1/customers/search", CUSTOMERS),
            new Rule("POST", "/api/v1/customers/export", CUSTOMERS, "{\"q\":\"nobody\"}"),
            new Rule("GET", "/api/v1/customers/" + CUSTOMER, CUSTOMERS),
            new Rule("GET", "/api/v1/customers/" + CUSTOMER + "/timeline", HISTORIES),
            new Rule("PATCH", "/api/v1/customers/" + CUSTOMER, Set.of("agent"), "{\"attributes\":{\"gender\":\"f\"}}"),
            new Rule("GET", "/api/v1/customers/" + CUSTOMER + "/notes", Set.of("agent", "analyst")),
            new Rule("POST", "/api/v1/customers/" + CUSTOMER + "/notes", Set.of("agent"), "{\"text\":\"x\"}"),
            new Rule(
                            "DELETE",
                            "/api/v1/customers/" + CUSTOMER + "/notes/00000000-0000-0000-0000-000000000000",
                            Set.of("agent"))
                    .answering(404),
            new Rule("GET", "/api/v1/customers/" + CUSTOMER + "/segments", CUSTOMERS),
            new Rule("GET", "/api/v1/customers/" + CUSTOMER + "/segments/none/explain", CUSTOMERS).answering(404),
            new Rule("POST", "/api/v1/customers/" + CUSTOMER + "/segments/explain", MARKETERS, CONDITION),
            new Rule("GET", "/api/v1/segments", SEGMENTS),
            new Rule("GET", "/api/v1/segments/none", SEGMENTS).answering(404),
            new Rule("GET", "/api/v1/segments/none/versions", SEGMENTS).answering(404),
            new Rule("PUT", "/api/v1/segments/who-may", MARKETERS, DRAFT),
            new Rule("DELETE", "/api/v1/segments/none", MARKETERS).answering(404),
            new Rule("POST", "/api/v1/segments/none/publish", MARKETERS).answering(404),
            new Rule("POST", "/api/v1/segments/none/pause", MARKETERS).answering(404),
            new Rule("POST", "/api/v1/segments/none/resume", MARKETERS).answering(404),
            new Rule("POST", "/api/v1/segments/none/rollback", MARKETERS, "{\"version\":1}").answering(404),
            new Rule("POST", "/api/v1/segments/validate", MARKETERS, CONDITION),
            new Rule("POST", "/api/v1/segments/preview", MARKETERS, CONDITION),
            new Rule("GET", "/api/v1/segments/none/members", Set.of("marketer", "integration")).answering(404),
            new Rule("GET", "/api/v1/segments/none/overlap/none", MARKETERS).answering(404),
            new Rule("GET", "/api/v1/segments/none/history", MARKETERS).answering(404),
            new Rule("GET", "/api/v1/segments/none/compare", MARKETERS).answering(404),
            new Rule("POST", "/api/v1/segments/none/compare", MARKETERS, CONDITION).answering(404),
            new Rule("GET", "/api/v1/schemas/segment", EVERYBODY),
            new Rule("GET", "/api/v1/operations/groups", OPERATIONS),
            new Rule("GET", "/api/v1/operations/groups/crm-profile", OPERATIONS),
            new Rule("GET", "/api/v1/operations/topics", Set.of("operator")),
            new Rule("GET", "/api/v1/operations/topics/customer_order/records", Set.of("operator")),
            new Rule(
                    "POST",
                    "/api/v1/operations/capacity",
                    Set.of("operator"),
                    "{\"arrival_rate\":1,\"rate_per_consumer\":1,\"partitions\":1,\"consumers\":1}"),
            new Rule("POST", "/api/v1/operations/groups/none/workers", Set.of("operator"), "{\"count\":1}")
                    .answering(404),
            new Rule("DELETE", "/api/v1/operations/groups/none/workers", Set.of("operator")).answering(404),
            new Rule("POST", "/api/v1/operations/groups/none/pause", Set.of("operator")).answering(404),
            new Rule("POST", "/api/v1/operations/groups/none/resume", Set.of("operator")).answering(404),
            new Rule(
                            "POST",
                            "/api/v1/operations/groups/none/seek",
                            Set.of("operator"),
                            "{\"topic\":\"none\",\"to\":\"latest\"}")
                    .answering(404),
            new Rule("GET", "/api/v1/operations/publications", OPERATIONS),
            new Rule("GET", "/api/v1/operations/metrics", Set.of("operator")),
            new Rule("GET", "/api/v1/privacy/audit", Set.of("privacy_officer")),
            new Rule("GET", "/api/v1/privacy/audit/verify", Set.of("privacy_officer")),
            new Rule("POST", "/api/v1/privacy/audit/search", Set.of("privacy_officer")),
            new Rule("GET", "/api/v1/operations/losses", Set.of("operator")),
            new Rule("POST", "/api/v1/operations/losses/0/decide", Set.of("operator"), "{\"decision\":\"go_on\"}")
                    .answering(404),
            new Rule("GET", "/api/v1/operations/held-keys", Set.of("operator")),
            new Rule("POST", "/api/v1/operations/held-keys/0/pause", Set.of("operator")).answering(404),
            new Rule("POST", "/api/v1/operations/held-keys/0/resume", Set.of("operator")).answering(404),
            new Rule("POST", "/api/v1/operations/held-keys/0/release", Set.of("operator")).answering(404),
            new Rule("GET", "/api/v1/operations/dead-letters", Set.of("operator")),
            new Rule("GET", "/api/v1/operations/dead-letters/0", Set.of("operator")).answering(404),
            new Rule("PUT", "/api/v1/operations/dead-letters/0", Set.of("operator"), "{\"value\":\"{}\"}")
                    .answering(404),
            new Rule("POST", "/api/v1/operations/dead-letters/0/replay", Set.of("operator")).answering(404),
            new Rule("POST", "/api/v1/operations/dead-letters/0/discard", Set.of("operator"), "{\"reason\":\"x\"}")
                    .answering(404),
            new Rule("POST", "/api/v1/operations/dead-letters/replay", Set.of("operator"), "{\"topic\":\"none\"}"),
            new Rule(
                    "POST",
                    "/api/v1/operations/dead-letters/discard",
                    Set.of("operator"),
                    "{\"topic\":\"none\",\"reason\":\"x\"}"),
            new Rule("GET", "/api/v1/traits", Set.of("marketer", "analyst")),
            new Rule(
                    "PUT",
                    "/api/v1/traits/who_may",
                    Set.of(),
                    "{\"name\":\"x\",\"event\":{\"type\":\"page.viewed\",\"measure\":\"count\",\"window\":{\"last\":\"P7D\"}}}"),
            new Rule("GET", "/api/v1/traits/who_may", Set.of("marketer", "analyst")),
            new Rule("DELETE", "/api/v1/traits/who_may", Set.of()),
            new Rule("GET", "/api/v1/users", Set.of()),
            new Rule(
                    "PUT",
                    "/api/v1/users/somebody",
                    Set.of(),
                    "{\"roles\":[\"viewer\"],\"password\":\"" + PASSWORD + "\"}"),
            new Rule("GET", "/api/v1/users/somebody", Set.of()),
            new Rule("GET", "/api/v1/users/somebody/keys", Set.of()),
            new Rule("POST", "/api/v1/users/somebody/keys", Set.of(), "{\"label\":\"x\"}"),
            new Rule("DELETE", "/api/v1/users/somebody/keys/none", Set.of()).answering(404),
            new Rule("DELETE", "/api/v1/users/somebody/lock", Set.of()),
            new Rule("DELETE", "/api/v1/users/somebody", Set.of()),
            new Rule("PUT", "/api/v1/me/password", EVERYBODY).answering(422),
            new Rule("GET", "/api/v1/me", EVERYBODY),
            new Rule("POST", "/api/v1/events", Set.of("integration"), EVENT),
            new Rule("GET", "/api/v1/schemas", EVERYBODY),
            new Rule("GET", "/api/v1/schemas/order.completed", EVERYBODY),
            new Rule("GET", "/api/v1/mappings", Set.of()),
            new Rule("GET", "/api/v1/mappings/customer_order", Set.of()),
            new Rule("PUT", "/api/v1/mappings/customer_consultation", Set.of(), MAPPING),
            new Rule("POST", "/api/v1/mappings/customer_order/try", Set.of(), "{\"sample\":{}}"),
            new Rule("DELETE", "/api/v1/mappings/customer_consultation", Set.of()),
            new Rule("GET", "/api/v1/clusters", Set.of("marketer", "analyst")),
            new Rule("GET", "/api/v1/clusters/0", Set.of("marketer", "analyst")).answering(404),
            new Rule("PUT", "/api/v1/clusters/0", Set.of("marketer"), "{\"name\":\"x\"}").answering(404),
            new Rule("POST", "/api/v1/clusters/run", Set.of("marketer")).answering(202),
            new Rule("POST", "/api/v1/clusters/0/rule", Set.of("marketer")).answering(404),
            new Rule("GET", "/api/v1/operations/violations", Set.of("operator")),
            new Rule("DELETE", "/api/v1/operations/violations/999999999999", Set.of("operator")).answering(404),
            new Rule("GET", "/openapi", EVERYBODY));

    @BeforeAll
    static void prepare() {
        try (Producer producer = producer()) {
            producer.send(
                    "customer_registration",
                    CUSTOMER,
                    "customer.registered",
                    "2020-01-01T00:00:00Z",
                    "{\"name\":\"Ada Lovelace\",\"email\":\"ada@example.org\",\"address\":{\"street\":\"St James's Square\","
                            + "\"country\":\"UK\"}}");
        }
    }

    private static Map<String, Crm> callers() {
        Map<String, Crm> callers = new TreeMap<>();
        for (String role : ROLES) {
            Answer made = admin().put(
                            "/api/v1/users/it-" + role,
                            "{\"roles\":[\"" + role + "\"],\"password\":\"" + PASSWORD + "\"}");
            assertThat(made.status()).isIn(200, 201);
            callers.put(role, Crm.as(SharedLab.http(), "it-" + role, PASSWORD));
        }
        return callers;
    }

    @Test
    void eachPathAnswersItsRolesAndNobodyElse() {
        admin().customer(CUSTOMER, profile -> true);
        Map<String, Crm> callers = callers();
        List<String> wrong = new ArrayList<>();
        for (Rule rule : API) {
            Answer anonymous = rule.ask(Crm.anonymous(SharedLab.http()));
            if (anonymous.status() != 401
                    || !anonymous.header("WWW-Authenticate").startsWith("Basic")) {
                wrong.add(rule + " answers nobody with " + anonymous.status());
            }
            callers.forEach((role, crm) -> {
                int status = rule.ask(crm).status();
                if (!rule.isAnsweredBy(role, status)) {
                    wrong.add(rule + " answers " + role + " with " + status);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyPathIsAskedFor() {
        List<String> unasked = new ArrayList<>();
        for (Operation operation : OpenApi.operations()) {
            boolean asked = API.stream().anyMatch(rule -> operation.fits(rule.method(), rule.path()));
            if (!asked && !operation.open()) {
                unasked.add(operation.method() + ' ' + operation.path());
            }
        }
        assertThat(unasked).as("operations without a rule in this test").isEmpty();
        assertThat(API)
                .as("rules for what is there")
                .allMatch(rule -> OpenApi.operations().stream()
                        .anyMatch(operation -> operation.fits(rule.method(), rule.path())));
    }

    @Test
    void theDescriptionNamesTheSameRoles() {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : OpenApi.operations()) {
            API.stream()
                    .filter(rule -> operation.fits(rule.method(), rule.path()))
                    .filter(rule -> !described(operation).equals(besidesAdmin(rule)))
                    .forEach(rule -> wrong.add(rule + " is described with " + operation.description()));
        }
        assertThat(wrong).isEmpty();
    }

    /** What is said before the first full stop: {@code Roles: agent, marketer.} or {@code Every role}. */
    private static Set<String> described(Operation operation) {
        String said = operation.description().replaceFirst("(?s)[.;].*", "");
        Set<String> roles = new TreeSet<>();
        if (said.startsWith("Every role")) {
            roles.addAll(EVERYBODY);
        } else {
            roles.addAll(List.of(said.replaceFirst("^Roles?: *", "").split(" *, *")));
        }
        roles.remove("admin");
        return roles;
    }

    private static Set<String> besidesAdmin(Rule rule) {
        Set<String> roles = new TreeSet<>(rule.roles());
        roles.remove("admin");
        return roles;
    }

    @Test
    void eachPageShowsItselfToItsRolesAndNobodyElse() throws IOException {
        admin().customer(CUSTOMER, profile -> true);
        callers();
        Map<String, Pages> visitors = new TreeMap<>();
        ROLES.forEach(role -> visitors.put(role, Pages.as("it-" + role, PASSWORD)));
        List<String> wrong = new ArrayList<>();
        for (String page : pages()) {
            int anonymous = new Pages().get(page).statusCode();
            if (anonymous != 302) {
                wrong.add(page + " answers nobody with " + anonymous);
            }
            visitors.forEach((role, visitor) -> {
                int status = visitor.get(page).statusCode();
                // Without its parameters a page may have nothing to show.
                boolean right = PageRoles.allow(page, role::equals) ? status == 200 || status == 404 : status == 403;
                if (!right) {
                    wrong.add(page + " answers " + role + " with " + status);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> pages() throws IOException {
        Path root = Path.of("..", "crm-web", "src", "main", "webapp");
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> '/' + root.relativize(file).toString().replace('\\', '/'))
                    .filter(page -> page.endsWith(".xhtml") && !page.startsWith("/WEB-INF/"))
                    .filter(page -> !page.equals("/login.xhtml") && !page.equals("/error.xhtml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aWrongPasswordIsNobody() {
        Answer answer = Crm.as(SharedLab.http(), "admin", "wrong").get("/api/v1/me");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void pagesSendNobodyToTheLogin() {
        for (String page : List.of(
                "/home.xhtml",
                "/profile/list.xhtml",
                "/profile/view.xhtml?id=x",
                "/privacy/audit.xhtml",
                "/segment/list.xhtml",
                "/segment/view.xhtml?key=x",
                "/segment/edit.xhtml",
                "/segment/count",
                "/segment/progress?of=segments",
                "/segment/traits.xhtml",
                "/segment/trait.xhtml",
                "/operations/groups.xhtml",
                "/operations/group.xhtml?id=crm-profile",
                "/operations/topics.xhtml",
                "/operations/records.xhtml?topic=customer_order",
                "/operations/capacity.xhtml",
                "/operations/losses.xhtml",
                "/operations/dead-letters.xhtml",
                "/operations/dead-letter.xhtml?id=1",
                "/operations/violations.xhtml",
                "/segment/clusters.xhtml",
                "/segment/cluster.xhtml?id=1",
                "/ingest/mappings.xhtml",
                "/ingest/mapping.xhtml?topic=customer_order",
                "/made-up.xhtml")) {
            Answer answer = Crm.anonymous(SharedLab.http()).get(page);
            assertThat(answer.status()).as(page).isEqualTo(302);
            assertThat(answer.header("Location")).as(page).contains("/crm/login");
        }
    }

    @Test
    void healthLoginAndStaticFilesAreOpen() {
        Crm nobody = Crm.anonymous(SharedLab.http());
        for (String path : List.of("/health/live", "/health/ready", "/login.xhtml", "/static/crm.css")) {
            assertThat(nobody.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void viewersAndMarketersSeeNoPersonalValues() {
        admin().customer(CUSTOMER, profile -> true);
        Map<String, Crm> callers = callers();
        for (String role : List.of("viewer", "marketer")) {
            for (String path : List.of("/" + CUSTOMER, "/" + CUSTOMER + "/timeline", "")) {
                Answer answer = callers.get(role).get("/api/v1/customers" + path);
                assertThat(answer.response().body())
                        .as(role + path)
                        .doesNotContain("Lovelace", "ada@example.org", "James");
            }
        }
        assertThat(callers.get("agent")
                        .customer(CUSTOMER)
                        .at("/attributes/email")
                        .textValue())
                .isEqualTo("ada@example.org");
    }

    @Test
    void errorsAreProblemsAndSayWhatToDo() {
        Crm crm = admin();
        assertProblem(crm.get("/api/v1/customers/nobody-" + System.nanoTime()), 404);
        assertProblem(crm.get("/api/v1/customers?limit=0"), 400);
        assertProblem(crm.get("/api/v1/customers?after=made-up"), 400);
        assertProblem(crm.get("/api/v1/customers/email:ada@example.org"), 400);
        assertProblem(crm.get("/api/v1/made-up"), 404);
        assertProblem(crm.call("DELETE", "/api/v1/customers"), 405);
        assertProblem(crm.post("/api/v1/customers/search", "{"), 400);
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().get("detail").asText()).isNotBlank();
    }
}
