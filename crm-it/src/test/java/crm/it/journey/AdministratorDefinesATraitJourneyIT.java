package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/**
 * An administrator defines a trait without knowing JSON, and sees it on a customer; a segment asks for it by its name, so it
 * must stay until that is archived.
 */
class AdministratorDefinesATraitJourneyIT extends DeployedApplication {

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final String CUSTOMER = "trait-" + RUN;
    private static final String KEY = "orders_" + RUN;
    private static final String NAME = "Orders of " + RUN;
    private static final String SEGMENT = "many_" + RUN;
    private static final String PASSWORD = "seven green bottles";

    @BeforeAll
    static void prepare() {
        assertThat(admin().put(
                                "/api/v1/users/tom-" + RUN,
                                "{\"password\": \"" + PASSWORD + "\", \"roles\": [\"marketer\"]}")
                        .status())
                .isEqualTo(201);
        try (Producer producer = producer()) {
            producer.register(CUSTOMER, "Tilda " + RUN, "Norway");
            producer.order(CUSTOMER, 3);
        }
        admin().customer(CUSTOMER, view -> view.at("/traits/orders").asInt() == 3);
    }

    @Test
    void fromAnEmptyFormToACustomerAndASegmentThatAsksForIt() {
        try (Browser browser = new Browser("en")) {
            browser.open("/segment/traits.xhtml");
            new LoginPage(browser).as("admin", SharedLab.ADMIN_PASSWORD);
            browser.follow(By.id("new"));
            whatIsMissingIsSaidWhereItIsMissing(browser);
            define(browser);
            onTheCustomer(browser);
            inTheBuilder(browser);
            itMustStayWhileASegmentAsksForIt(browser);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void whatIsMissingIsSaidWhereItIsMissing(Browser browser) {
        browser.follow(By.id("trait:save"));
        assertThat(browser.find(By.id("name-fault")).getText()).contains("must be a text");
        assertThat(browser.find(By.id("type-fault")).getText()).isNotBlank();
        assertThat(browser.barriers()).isEmpty();
        browser.screenshot("trait-faults");
    }

    private static void define(Browser browser) {
        TraitPage trait = new TraitPage(browser);
        trait.type("trait:name", NAME).type("trait:key", KEY).type("trait:type", "order.completed");
        trait.choose("trait:measured-as", "sum");
        trait.type("trait:measured", "total").type("trait:currency", "EUR");
        assertThat(trait.sentence()).contains("the sum of total (in EUR) over order.completed events");
        trait.choose("trait:measured-as", "count").choose("trait:window", "lifetime");
        trait.click("trait:check");
        trait.type("trait:checks:0:property", "currency").type("trait:checks:0:value", "EUR");
        assertThat(trait.sentence()).contains("the number of order.completed", "where currency is “EUR”");
        browser.phone();
        assertThat(browser.isTooWide()).isFalse();
        browser.screenshot("trait-filled-phone");
        browser.desk();
        browser.screenshot("trait-filled");
        browser.follow(By.id("trait:save"));
        assertThat(browser.find(By.id("told")).getText()).contains("Saved");
        assertThat(browser.text()).contains(NAME, "traits." + KEY);
        boolean live = Deadline.in(Duration.ofSeconds(60))
                .await(() -> "live"
                        .equals(admin().get("/api/v1/traits/" + KEY)
                                .json()
                                .path("state")
                                .asText()));
        assertThat(live).as("all were asked").isTrue();
        boolean shown = Deadline.in(Duration.ofSeconds(20))
                .await(() -> browser.all(By.cssSelector("[data-passing='" + KEY + "']"))
                        .isEmpty());
        assertThat(shown).as("the page says so by itself").isTrue();
        browser.screenshot("traits");
    }

    private static void onTheCustomer(Browser browser) {
        JsonNode view =
                admin().customer(CUSTOMER, one -> one.at("/traits/" + KEY).asInt() == 3);
        browser.open("/profile/view.xhtml?id=" + view.get("profile_id").asText());
        assertThat(browser.text()).contains(NAME);
    }

    private static void inTheBuilder(Browser browser) {
        browser.open("/segment/edit.xhtml");
        BuilderPage builder = new BuilderPage(browser);
        builder.type("builder:name", "Many " + RUN).type("builder:key", SEGMENT).add("trait");
        assertThat(browser.all(By.cssSelector("#traits option[value='traits." + KEY + "']")))
                .as("it is offered")
                .hasSize(1);
        builder.type(":trait", "traits." + KEY).choose(":op", "gte").type(":value", "3");
        builder.click(":close");
        assertThat(builder.sentence()).contains("“" + NAME + "” is at least 3");
        builder.publish();
        assertThat(browser.find(By.id("words")).getText()).contains("“" + NAME + "”");
        assertThat(admin().get("/api/v1/segments/" + SEGMENT)
                        .json()
                        .path("words")
                        .asText())
                .contains(NAME);
    }

    private static void itMustStayWhileASegmentAsksForIt(Browser browser) {
        browser.open("/segment/trait.xhtml?act=delete&key=" + KEY);
        assertThat(browser.find(By.id("users")).getText()).contains(SEGMENT);
        assertThat(browser.all(By.id("deletion:yes"))).isEmpty();
        assertThat(admin().call("DELETE", "/api/v1/segments/" + SEGMENT).status())
                .isEqualTo(204);
        browser.open("/segment/trait.xhtml?act=delete&key=" + KEY);
        browser.follow(By.id("deletion:yes"));
        assertThat(browser.find(By.id("told")).getText()).contains("Deleted");
        assertThat(admin().get("/api/v1/traits/" + KEY).status()).isEqualTo(404);
    }

    @Test
    void aMarketerSeesThemAndChangesNone() {
        try (Browser browser = new Browser("zh-CN")) {
            browser.open("/segment/traits.xhtml");
            new LoginPage(browser).as("tom-" + RUN, PASSWORD);
            assertThat(browser.text()).contains("自定义指标");
            assertThat(browser.all(By.id("new"))).isEmpty();
            browser.open("/segment/trait.xhtml");
            assertThat(browser.all(By.id("trait"))).isEmpty();
        }
    }
}
