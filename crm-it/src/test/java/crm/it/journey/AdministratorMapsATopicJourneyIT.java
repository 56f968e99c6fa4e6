package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** An administrator tries a mapping on a sample until it fits and saves it; an operator sees what sources do wrong. */
class AdministratorMapsATopicJourneyIT extends DeployedApplication {

    private static final String TOPIC = "/ingest/mapping.xhtml?topic=customer_consultation";

    @AfterAll
    static void asBefore() {
        admin().call("DELETE", "/api/v1/mappings/customer_consultation");
    }

    @Test
    void inEnglish() {
        try (Browser browser = new Browser("en")) {
            browser.open("/ingest/mappings.xhtml");
            new LoginPage(browser).as("admin", SharedLab.ADMIN_PASSWORD);
            assertThat(browser.all(By.cssSelector("tbody tr"))).hasSize(5);
            browser.screenshot("mappings-en");
            browser.follow(By.linkText("customer_consultation"));

            fill(browser, "mapping:sample", "{\"call\":{\"nr\":7,\"who\":\"17850\"},\"conversation_id\":\"c\"}");
            browser.follow(By.id("mapping:try"));
            assertThat(browser.find(By.id("result")).getText()).contains("dead letter", "no_customer");

            fill(browser, "mapping:lines:0:pointer", "call/nr");
            browser.follow(By.id("mapping:save"));
            assertThat(browser.find(By.cssSelector(".messages")).getText()).contains("id/pointer");
            browser.screenshot("mapping-wrong-en");

            fill(browser, "mapping:lines:0:pointer", "/call/nr");
            fill(browser, "mapping:lines:4:pointer", "/call/who");
            browser.follow(By.id("mapping:try"));
            assertThat(browser.find(By.id("result")).getText())
                    .contains("becomes this event", "customer_id:17850", "consultation.started");
            browser.screenshot("mapping-en");
            browser.phone();
            browser.screenshot("mapping-phone");
            browser.desk();

            browser.follow(By.id("mapping:save"));
            assertThat(browser.find(By.cssSelector("tbody")).getText()).contains("edited");
            browser.open(TOPIC);
            assertThat(browser.find(By.id("mapping:lines:0:pointer")).getDomProperty("value"))
                    .isEqualTo("/call/nr");
            browser.follow(By.id("mapping:reset"));
            assertThat(browser.find(By.cssSelector("tbody")).getText()).doesNotContain("edited");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void violationsAreSeenAndForgotten() {
        String source = "shop-" + UUID.randomUUID();
        Answer sent = admin().post("/api/v1/events", """
                        [{"customer_id":"v1","type":"product.viewed","product_id":"p","quantity":"two","source":"%s"},
                         {"customer_id":"v1","type":"customer.registered","email":"no address","birthday":"1.2.1990","source":"%s"}]""".formatted(source, source));
        assertThat(sent.status()).isEqualTo(202);
        boolean counted = Deadline.in(Duration.ofSeconds(60))
                .await(() -> admin().all("/api/v1/operations/violations?source=" + source)
                                .size()
                        == 3);
        assertThat(counted).isTrue();
        try (Browser browser = new Browser("en")) {
            browser.open("/operations/violations.xhtml?source=" + source);
            new LoginPage(browser).as("admin", SharedLab.ADMIN_PASSWORD);
            assertThat(browser.all(By.cssSelector("tbody tr"))).hasSize(3);
            assertThat(browser.text())
                    .contains("/quantity", "/email", "/birthday")
                    .doesNotContain("no address");
            browser.screenshot("violations-en");
            browser.follow(By.cssSelector("tbody tr input[type=submit]"));
            assertThat(browser.all(By.cssSelector("tbody tr"))).hasSize(2);
            assertThat(browser.address()).contains(source);
            browser.phone();
            browser.screenshot("violations-phone");
            browser.desk();
            assertThat(browser.complaints()).isEmpty();
        }
        try (Browser browser = new Browser("zh-CN")) {
            browser.open("/operations/violations.xhtml?source=" + source);
            new LoginPage(browser).as("admin", SharedLab.ADMIN_PASSWORD);
            assertThat(browser.text()).contains("违规", "清除");
            browser.screenshot("violations-zh");
            browser.open(TOPIC);
            assertThat(browser.text()).contains("试用");
            browser.screenshot("mapping-zh");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void fill(Browser browser, String id, String text) {
        WebElement field = browser.find(By.id(id));
        field.clear();
        field.sendKeys(text);
    }
}
