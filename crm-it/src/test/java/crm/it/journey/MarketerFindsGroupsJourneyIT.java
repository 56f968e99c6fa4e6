package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.SharedLab;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** A marketer has groups of customers searched for, gives one a name, and makes a segment of its rule. */
class MarketerFindsGroupsJourneyIT extends DeployedApplication {

    private final String shop = "shop" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void fromTheSearchToASegment() {
        JsonNode found = new FoundGroups(admin(), shop).search();
        int id = found.at("/items/0/id").asInt();
        JsonNode one = admin().get("/api/v1/clusters/" + id).json();
        assertThat(one.get("examples")).isNotEmpty();
        assertThat(one.get("features")).hasSize(7);
        inThePages(id);
        trait();
        assertThat(admin().get("/api/v1/clusters/" + id).json().get("given").asText())
                .isEqualTo("Our <best>");
        assertThat(admin().put("/api/v1/clusters/" + id, "{\"name\": null}")
                        .json()
                        .has("given"))
                .isFalse();
        assertThat(admin().put("/api/v1/clusters/" + id, "{\"name\": \"%s\"}".formatted("x".repeat(81)))
                        .status())
                .isEqualTo(422);
        Answer rule = admin().post("/api/v1/clusters/" + id + "/rule", "{}");
        assertThat(rule.status()).isEqualTo(200);
        assertThat(rule.json().get("precision").asDouble()).isBetween(0.0, 1.0);
        assertThat(rule.json().at("/definition/where").isObject()).isTrue();
    }

    private void trait() {
        JsonNode cluster = admin().customer(shop + "-1-0").at("/traits/cluster");
        assertThat(cluster.get("id").asInt()).isPositive();
        assertThat(cluster.get("name").asText()).isNotBlank();
        assertThat(cluster.has("as_of")).isTrue();
    }

    private void inThePages(int id) {
        try (Browser browser = new Browser("en")) {
            browser.open("/segment/clusters.xhtml");
            new LoginPage(browser).as("admin", SharedLab.ADMIN_PASSWORD);
            assertThat(browser.all(By.cssSelector(".clusters li"))).isNotEmpty();
            assertThat(browser.barriers()).isEmpty();
            browser.screenshot("clusters-en");
            browser.phone();
            assertThat(browser.isTooWide()).isFalse();
            browser.screenshot("clusters-phone");
            browser.desk();
            browser.open("/segment/cluster.xhtml?id=" + id);
            WebElement name = browser.find(By.id("called:name"));
            name.clear();
            name.sendKeys("Our <best>");
            browser.follow(By.id("called:save"));
            assertThat(browser.find(By.tagName("h1")).getText()).isEqualTo("Our <best>");
            browser.follow(By.id("rule:make"));
            assertThat(browser.find(By.id("words")).getText()).isNotBlank();
            assertThat(browser.barriers()).isEmpty();
            browser.screenshot("cluster-rule-en");
            WebElement key = browser.find(By.id("rule:key"));
            key.clear();
            key.sendKeys(shop);
            browser.follow(By.id("rule:publish"));
            assertThat(browser.find(By.cssSelector(".messages")).getText()).contains("published");
            browser.open("/segment/cluster.xhtml?id=" + id);
            browser.follow(By.id("open"));
            BuilderPage builder = new BuilderPage(browser);
            assertThat(builder.json()).as("its rule, to be changed").contains("op");
            assertThat(builder.count()).matches("[0-9,]+");
            assertThat(builder.sentence()).isNotBlank();
            browser.screenshot("cluster-rule-in-builder");
            assertThat(browser.complaints()).isEmpty();
        }
        try (Browser browser = new Browser("zh-CN")) {
            browser.open("/segment/cluster.xhtml?id=" + id);
            new LoginPage(browser).as("admin", SharedLab.ADMIN_PASSWORD);
            assertThat(browser.text()).contains("群组特征", "生成规则");
            browser.screenshot("cluster-zh");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
