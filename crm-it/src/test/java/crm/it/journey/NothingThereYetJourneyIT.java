package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.dev.lab.WildFly;
import crm.dev.shop.Carrier;
import crm.dev.shop.Message;
import crm.dev.shop.ShopHistory;
import crm.dev.shop.ShopPlan;
import crm.dev.shop.ShopProducer;
import crm.it.lab.Crm;
import crm.it.lab.Lab;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The product has just been installed; then its broker goes away, and then its database. Every page says how things are. */
class NothingThereYetJourneyIT {

    private static final String GOOD_CUSTOMERS = """
            {"name": "Good customers who may be written to", "description": "Bought well this quarter", "timezone": "Europe/Berlin", "state": "draft",
             "where": {"all": [
               {"event": {"type": "order.completed", "measure": "sum", "property": "total", "currency": "EUR", "window": {"last": "P90D"}, "op": "gte", "value": 100}},
               {"any": [{"consent": {"purpose": "marketing_email", "granted": true}}, {"rfm": ["champions", "loyal"]}]},
               {"not": {"recency": {"type": "order.refunded", "which": "last", "op": "within", "value": "P14D"}}}]}}
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void whatIsMissingIsSaid() {
        try (Lab lab = Lab.start("empty");
                WildFly server = lab.server(Map.of())) {
            server.start();
            Crm crm = Crm.as(server.http(), "admin", SharedLab.ADMIN_PASSWORD);
            try (Browser browser = new Browser("en", server.http())) {
                browser.open("/login.xhtml");
                new LoginPage(browser).as("admin", SharedLab.ADMIN_PASSWORD);
                browser.screenshot("empty-home");
                assertThat(browser.barriers()).isEmpty();
                for (String page : List.of("profile/list", "operations/dead-letters", "operations/violations")) {
                    browser.open('/' + page + ".xhtml");
                    assertThat(browser.all(By.cssSelector(".empty"))).as(page).isNotEmpty();
                    assertThat(browser.barriers()).as(page).isEmpty();
                    browser.screenshot("empty-" + page.replace('/', '-'));
                }

                lab.broker().stop();
                awaitReady(crm, 503);
                browser.open("/home.xhtml");
                boolean told = Deadline.in(PATIENCE).await(() -> browser.text().contains("waiting"));
                assertThat(told).isTrue();
                browser.screenshot("broker-away-home");

                lab.postgres().stop();
                browser.open("/profile/list.xhtml");
                assertThat(browser.text()).contains("The database is away", "Nothing is lost");
                browser.screenshot("database-away-customers");
                String away = browser.newTab();
                browser.open("/home.xhtml");
                assertThat(browser.text()).contains("Overview");
                browser.screenshot("database-away-home");
                browser.tab(away);

                lab.postgres().start();
                lab.broker().start();
                awaitReady(crm, 200);
                browser.follow(By.linkText("Try again"));
                assertThat(browser.address()).endsWith("/profile/list.xhtml");
                assertThat(browser.all(By.cssSelector(".empty"))).isNotEmpty();

                openTheShop(lab, crm);
                browser.open("/home.xhtml?days=90");
                assertThat(browser.text()).contains("EUR");
                browser.picture("home");
                browser.open("/profile/list.xhtml");
                assertThat(browser.all(By.cssSelector("tbody tr"))).hasSizeGreaterThan(20);
                browser.picture("customers");
                String best = "/profile/view.xhtml?id=" + best(crm);
                browser.open(best + "&type=order.completed");
                assertThat(browser.text()).contains("Order completed");
                browser.open(best);
                browser.picture("customer");
                build(browser, crm);
                assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("503"));
            }
        }
    }

    /** The builder with something to be seen in it. */
    private static void build(Browser browser, Crm crm) {
        assertThat(crm.put("/api/v1/segments/good_customers", GOOD_CUSTOMERS).status())
                .isEqualTo(201);
        browser.open("/segment/edit.xhtml?key=good_customers");
        BuilderPage builder = new BuilderPage(browser);
        builder.click("rows:1:open");
        assertThat(builder.count()).as("somebody is meant").isNotEqualTo("0");
        browser.picture("builder");
    }

    /** Who orders most; lists follow the profiles in a moment. */
    private static String best(Crm crm) {
        JsonNode[] found = new JsonNode[1];
        boolean some = Deadline.in(PATIENCE).await(() -> {
            found[0] = crm.post("/api/v1/customers/search", "{\"sort\":\"orders\",\"limit\":1}")
                    .json()
                    .at("/items/0");
            return found[0].path("orders").asInt() > 1;
        });
        assertThat(some).isTrue();
        return found[0].get("profile_id").textValue();
    }

    /** Some months of a shop with everything that happens in one. */
    private static void openTheShop(Lab lab, Crm crm) {
        ShopPlan plan = new ShopPlan(1, Instant.now().minusSeconds(60), 100, 200, "/shop", "");
        try (ShopProducer producer = new ShopProducer(lab.broker().bootstrapServers())) {
            crm.awaitApplied(
                    producer.send(Carrier.messages(new ShopHistory(plan).before(plan.origin()), Message::ofHistory)),
                    PATIENCE);
        }
    }

    private static void awaitReady(Crm crm, int status) {
        boolean seen =
                Deadline.in(PATIENCE).await(() -> crm.get("/health/ready").status() == status);
        assertThat(seen).isTrue();
    }
}
