package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** An agent changes a customer, meets a colleague doing the same, takes notes, and sees things happen. */
class AgentsKeepACustomerTrueJourneyIT extends DeployedApplication {

    private static final String PASSWORD = "a long enough password";
    private static final int VIEWS = 40;

    private final String customer = "kept-" + UUID.randomUUID();
    private String page;

    @BeforeEach
    void prepare() {
        try (Producer producer = producer()) {
            producer.send(
                    "customer_registration",
                    customer,
                    "customer.registered",
                    "2025-01-01T00:00:00Z",
                    "{\"name\":\"Ada Lovelace\",\"email\":\"" + customer
                            + "@example.org\",\"address\":{\"city\":\"Bath\"},"
                            + "\"traits\":{\"vip\":true},\"consents\":{\"profiling\":true}}");
            for (int i = 0; i < VIEWS; i++) {
                producer.send(
                        "customer_interactions",
                        customer,
                        "products.searched",
                        Instant.parse("2025-02-01T00:00:00Z")
                                .plus(i, ChronoUnit.HOURS)
                                .toString(),
                        "{\"query\":\"" + (i == 3 ? "storm lantern" : "mug") + "\"}");
            }
        }
        page = "/profile/view.xhtml?id="
                + admin().customer(
                                customer,
                                profile -> profile.at("/traits/interactions").asInt() == VIEWS
                                        && profile.at("/attributes/name").isTextual())
                        .get("profile_id")
                        .textValue();
    }

    private static Browser loggedIn(String role, String language, String page) {
        String name = role + "-" + UUID.randomUUID().toString().substring(0, 8);
        admin().put("/api/v1/users/" + name, "{\"roles\":[\"" + role + "\"],\"password\":\"" + PASSWORD + "\"}");
        Browser browser = new Browser(language);
        browser.open(page);
        new LoginPage(browser).as(name, PASSWORD);
        return browser;
    }

    @Test
    void anAgentEditsAndNotes() {
        try (Browser browser = loggedIn("agent", "en", page)) {
            CustomerPage shown = new CustomerPage(browser);
            assertThat(shown.card("traits")).contains("0 completed, less 0 cancelled");
            assertThat(shown.card("attributes")).contains("Bath");

            EditCustomerPage edit = shown.edit().fill("email", "nobody");
            edit.save();
            assertThat(edit.faults()).contains("no e-mail address");
            browser.screenshot("customer-edit-fault");
            edit.fill("email", customer + ".king@example.org")
                    .fill("address-city", "London")
                    .save();
            assertThat(shown.done()).contains("saved");
            assertThat(shown.card("attributes")).contains("London", "edited by agent-", customer + ".king@example.org");

            shown.note("Prefers to be called in the morning <b>not</b> by mail.");
            assertThat(shown.card("notes")).contains("<b>not</b>", "agent-");
            browser.screenshot("customer-agent");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void anAgentReachesOlderNotes() {
        for (int i = 0; i <= 50; i++) {
            assertThat(admin().post("/api/v1/customers/" + customer + "/notes", "{\"text\":\"note " + i + ".\"}")
                            .status())
                    .isEqualTo(201);
        }
        try (Browser browser = loggedIn("agent", "en", page)) {
            CustomerPage shown = new CustomerPage(browser);
            assertThat(shown.card("notes")).contains("note 50.", "note 1.").doesNotContain("note 0.");
            browser.follow(By.id("older-notes"));
            assertThat(shown.card("notes")).contains("note 0.").doesNotContain("note 1.");
            assertThat(browser.all(By.id("older-notes"))).isEmpty();
            browser.screenshot("customer-older-notes");
            assertThat(browser.barriers()).isEmpty();
        }
        try (Browser browser = loggedIn("integration", "en", page)) {
            assertThat(new CustomerPage(browser).name()).isEqualTo("Ada Lovelace");
            assertThat(browser.all(By.id("notes-title"))).isEmpty();
        }
    }

    @Test
    void twoPeopleChangeTheSameAndOneDecides() {
        try (Browser one = loggedIn("agent", "en", page);
                Browser other = loggedIn("agent", "zh-CN", page)) {
            EditCustomerPage mine = new CustomerPage(one).edit();
            EditCustomerPage theirs = new CustomerPage(other).edit();
            theirs.fill("name", "Ada Byron").fill("address-city", "Paris").save();

            mine.fill("name", "Ada King").fill("gender", "f").save();
            assertThat(mine.conflict())
                    .contains("Somebody else changed this meanwhile", "Ada Lovelace", "Ada Byron", "Ada King")
                    .doesNotContain("Paris");
            one.screenshot("customer-conflict");
            assertThat(one.barriers()).isEmpty();
            mine.decide();
            assertThat(one.text()).contains("Choose a value for each field");
            mine.choose("name", "mine").decide();

            assertThat(new CustomerPage(one).done()).contains("saved");
            assertThat(new CustomerPage(one).card("attributes")).contains("Ada King", "Paris", "f");
        }
    }

    @Test
    void theTimelineGoesOnIsSearchedAndShowsWhatHappensByItself() {
        try (Browser browser = loggedIn("agent", "en", page);
                Producer producer = producer()) {
            CustomerPage shown = new CustomerPage(browser);
            assertThat(shown.days()).first().isEqualTo("Sunday, February 2, 2025");
            browser.spoil("document.getElementById('older').scrollIntoView()");
            assertThat(shown.shows(VIEWS + 1))
                    .as("older ones come as one scrolls")
                    .isTrue();
            assertThat(shown.days()).doesNotHaveDuplicates().hasSize(3);

            producer.send(
                    "customer_order",
                    customer,
                    "order.completed",
                    "2025-03-01T00:00:00Z",
                    "{\"order_id\":\"" + customer + "\",\"currency\":\"EUR\",\"total\":\"10\",\"products\":[]}");
            assertThat(shown.shows(VIEWS + 2)).as("new ones come by themselves").isTrue();
            assertThat(shown.timeline()).first().isEqualTo("order.completed");
            assertThat(shown.says("1 new events")).isTrue();

            shown.search("LANTERN storm");
            assertThat(browser.address()).doesNotContainIgnoringCase("lantern");
            assertThat(shown.timeline()).containsExactly("products.searched");
            assertThat(browser.text()).contains("All 42 events were looked through");
            browser.screenshot("customer-search");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void keysMoveAboutAndNeverTakeWhatIsTyped() {
        try (Browser browser = loggedIn("agent", "en", page)) {
            CustomerPage shown = new CustomerPage(browser);
            shown.press("?");
            assertThat(browser.find(By.id("keys")).isDisplayed()).isTrue();
            browser.screenshot("customer-keys");
            browser.spoil("document.getElementById('keys').close()");
            shown.press("jj");
            assertThat(focused(browser)).isEqualTo("LI 1");
            shown.press("c");
            assertThat(shown.says("Copied")).isTrue();
            shown.press("n");
            browser.find(By.id("noting:text")).sendKeys("/ejk?");
            assertThat(browser.find(By.id("noting:text")).getDomProperty("value"))
                    .isEqualTo("/ejk?");
            assertThat(browser.find(By.id("keys")).isDisplayed()).isFalse();
        }
    }

    private static Object focused(Browser browser) {
        return browser.ask("const at = document.activeElement; return at.tagName + ' '"
                + " + [...document.querySelectorAll('#happenings .timeline > li')].indexOf(at)");
    }

    @Test
    void whoMayNotKnowSeesMasksAndNothingToChange() {
        try (Browser browser = loggedIn("viewer", "en", page)) {
            CustomerPage shown = new CustomerPage(browser);
            assertThat(shown.name()).isEqualTo("A***");
            assertThat(shown.card("attributes")).contains("Bath").doesNotContain("Lovelace");
            assertThat(browser.all(By.id("edit"))).isEmpty();
            assertThat(browser.all(By.id("notes-title"))).isEmpty();
            shown.search("lantern");
            assertThat(shown.timeline()).as("what is masked is not found").isEmpty();
            assertThat(admin().all("/api/v1/privacy/audit?action=customer.timeline_viewed&object=profile:"
                            + page.replaceFirst(".*=", "")))
                    .as("but what was searched for is known")
                    .singleElement()
                    .satisfies(look ->
                            assertThat(look.at("/personal/text").asText()).matches("[0-9a-f]{64}"));
            browser.screenshot("customer-viewer");
            browser.open(page.replace("view", "edit"));
            assertThat(browser.text()).contains("403");
        }
    }
}
