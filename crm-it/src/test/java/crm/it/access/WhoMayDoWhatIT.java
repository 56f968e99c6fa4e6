package crm.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import crm.it.lab.Crm;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    private static final String PASSWORD = "a long enough password";
    private static final String CUSTOMER = "who-may";

    /** What is asked, and which roles besides admin may. */
    private record Rule(String method, String path, Set<String> roles) {

        private Answer ask(Crm crm) {
            return switch (method) {
                case "GET" -> crm.get(path);
                case "POST" -> crm.post(path, "{}");
                case "PUT" -> crm.put(path, "{\"roles\":[\"viewer\"],\"password\":\"" + PASSWORD + "\"}");
                default -> crm.call(method, path);
            };
        }

        private boolean allows(String role) {
            return role.equals("admin") || roles.contains(role);
        }
    }

    private static final List<Rule> API = List.of(
            new Rule("GET", "/api/v1/customers", CUSTOMERS),
            new Rule("POST", "/api/v1/customers/search", CUSTOMERS),
            new Rule("GET", "/api/v1/customers/" + CUSTOMER, CUSTOMERS),
            new Rule("GET", "/api/v1/customers/" + CUSTOMER + "/timeline", HISTORIES),
            new Rule("GET", "/api/v1/operations/groups", OPERATIONS),
            new Rule("GET", "/api/v1/operations/groups/crm-profile", OPERATIONS),
            new Rule("GET", "/api/v1/users", Set.of()),
            new Rule("PUT", "/api/v1/users/somebody", Set.of()),
            new Rule("GET", "/api/v1/users/somebody", Set.of()),
            new Rule("GET", "/api/v1/users/somebody/keys", Set.of()),
            new Rule("DELETE", "/api/v1/users/somebody/lock", Set.of()),
            new Rule("DELETE", "/api/v1/users/somebody", Set.of()),
            new Rule("GET", "/api/v1/me", EVERYBODY),
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
                if (rule.allows(role) ? status >= 300 : status != 403) {
                    wrong.add(rule + " answers " + role + " with " + status);
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    /** Whoever may is told what is wrong with what they send. */
    @Test
    void whatCannotBeDoneIsExplainedToThoseWhoMayOnly() {
        List<Rule> asked = List.of(
                new Rule("POST", "/api/v1/users/admin/keys", Set.of()),
                new Rule("DELETE", "/api/v1/users/admin/keys/none", Set.of()),
                new Rule("PUT", "/api/v1/me/password", EVERYBODY));
        Map<String, Crm> callers = callers();
        for (Rule rule : asked) {
            assertThat(rule.ask(Crm.anonymous(SharedLab.http())).status()).isEqualTo(401);
            callers.forEach((role, crm) -> {
                int status = rule.ask(crm).status();
                if (rule.allows(role)) {
                    assertThat(status).as(rule + " " + role).isIn(404, 422);
                } else {
                    assertThat(status).as(rule + " " + role).isEqualTo(403);
                }
            });
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
        for (String page :
                List.of("/home.xhtml", "/profile/list.xhtml", "/profile/view.xhtml?id=x", "/made-up.xhtml")) {
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
