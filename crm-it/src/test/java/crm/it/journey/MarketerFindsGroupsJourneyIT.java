package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.Crm.Answer;
import crm.it.lab.DeployedApplication;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** A marketer has groups of customers searched for, gives one a name, and makes a segment of its rule. */
class MarketerFindsGroupsJourneyIT extends DeployedApplication {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int EACH = 40;

    private final String shop = "shop" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void fromTheSearchToASegment() {
        customers();
        JsonNode found = search();
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

    /** Many who buy often for little, and as many who bought once for much. */
    private void customers() {
        Instant now = Instant.now();
        for (int kind = 0; kind < 2; kind++) {
            StringJoiner events = new StringJoiner(",", "[", "]");
            for (int i = 0; i < EACH; i++) {
                for (int order = 0; order < (kind == 0 ? 8 : 1); order++) {
                    events.add("""
                            {"customer_id":"%1$s-%2$d-%3$d","type":"order.completed","order_id":"%1$s-%2$d-%3$d-%4$d","currency":"EUR",
                             "total":"%5$d","time":"%6$s","products":[{"product_id":"p","quantity":1}]}""".formatted(
                                    shop,
                                    kind,
                                    i,
                                    order,
                                    kind == 0 ? 10 + i % 5 : 400 + i,
                                    now.minus(Duration.ofDays(kind == 0 ? order + i % 4 : 200 + i))));
                }
            }
            assertThat(admin().post("/api/v1/events", events.toString()).status())
                    .isEqualTo(202);
        }
        admin().customer(
                        shop + "-1-" + (EACH - 1),
                        view -> view.at("/traits/orders").asInt() == 1);
    }

    private JsonNode search() {
        // Lists follow profiles within seconds; a search that came too early finds too few.
        boolean done = Deadline.in(PATIENCE).await(() -> {
            int run =
                    admin().post("/api/v1/clusters/run", "{}").json().get("id").asInt();
            return Deadline.in(PATIENCE).await(() -> {
                        JsonNode latest = admin().get("/api/v1/clusters").json().get("latest");
                        return latest.get("id").asInt() == run
                                && latest.get("state").asText().equals("done");
                    })
                    && !admin().get("/api/v1/clusters").json().get("items").isEmpty();
        });
        assertThat(done).isTrue();
        return admin().get("/api/v1/clusters").json();
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
