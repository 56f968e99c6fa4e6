package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/**
 * A marketer puts "abandoned cart" together by hand, sees what it says and how many it is, and publishes it. A customer adds
 * a product, is in when the time is up, which the page explains, orders and leaves.
 */
class MarketerBuildsASegmentJourneyIT extends DeployedApplication {

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final String PASSWORD = "seven green bottles";
    private static final String CUSTOMER = "cart-" + RUN;
    private static final String KEY = "abandoned_" + RUN;

    @BeforeAll
    static void prepare() {
        assertThat(admin().put(
                                "/api/v1/users/mo-" + RUN,
                                "{\"password\": \"" + PASSWORD + "\", \"roles\": [\"marketer\"]}")
                        .status())
                .isEqualTo(201);
        try (Producer producer = producer()) {
            producer.register(CUSTOMER, "Cara " + RUN, "Norway");
        }
        admin().customer(CUSTOMER, view -> true);
    }

    @Test
    void fromAnEmptyPageToACustomerWhoEntersAndLeaves() {
        try (Browser browser = new Browser("en")) {
            browser.open("/segment/list.xhtml");
            new LoginPage(browser).as("mo-" + RUN, PASSWORD);
            browser.screenshot("segments-ready");
            browser.follow(By.id("new"));
            build(browser);
            assertThat(browser.address()).contains("/segment/view.xhtml", "key=" + KEY);
            awaitState(browser, "Live");
            watchSomebodyEnterAndLeave(browser);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void build(Browser browser) {
        BuilderPage builder = new BuilderPage(browser);
        builder.type("builder:name", "Abandoned cart " + RUN).type("builder:key", KEY);
        builder.add("sequence");
        builder.type(":steps:0:type", "product.added").click(":steps:0:check");
        builder.type(":steps:0:checks:0:property", "product_id").type(":steps:0:checks:0:value", RUN);
        builder.choose(":steps:1:negated", "true").type(":steps:1:type", "order.completed");
        builder.type(":steps:1:within-number", "3").choose(":steps:1:within-unit", "seconds");
        builder.click(":step");
        builder.choose(":steps:2:negated", "true").type(":steps:2:type", "order.completed");
        browser.screenshot("builder-open");
        browser.phone();
        browser.screenshot("builder-open-phone");
        assertThat(browser.isTooWide()).isFalse();
        browser.desk();
        assertThat(browser.barriers()).isEmpty();
        builder.click(":close");

        builder.add("consent");
        builder.type(":purpose", "marketing_email").choose(":granted", "false").click(":close");
        assertThat(builder.sentence())
                .contains("first product.added where product_id is “" + RUN + "”")
                .contains("then no order.completed within 3 seconds")
                .contains("has not agreed to marketing_email");
        assertThat(builder.count()).as("nobody yet").isEqualTo("0");
        assertThat(builder.json()).contains("\"within\" : \"PT3S\"");
        browser.screenshot("builder-whole");
        builder.publish();
    }

    private static void awaitState(Browser browser, String state) {
        boolean there = Deadline.in(Duration.ofSeconds(60))
                .await(() -> browser.text().contains(state)
                        && browser.all(By.id("passing")).isEmpty());
        assertThat(there).as("all customers were asked").isTrue();
    }

    private static void watchSomebodyEnterAndLeave(Browser browser) {
        try (Producer producer = producer()) {
            producer.send(
                    "customer_interactions",
                    CUSTOMER,
                    "product.added",
                    Instant.now().toString(),
                    "{\"product_id\": \"" + RUN + "\"}");
            awaitMember(browser, true);
            browser.screenshot("segment-member");
            browser.follow(By.xpath("//a[normalize-space()='Why?']"));
            assertThat(browser.find(By.id("verdict")).getText()).contains("In the segment");
            assertThat(browser.find(By.id("why")).getText())
                    .contains("product.added at ")
                    .contains("What would make them leave");
            browser.screenshot("segment-why");
            producer.send(
                    "customer_order", CUSTOMER, "order.completed", Instant.now().toString(), """
                            {"order_id": "%s", "currency": "GBP", "total": "5.00", "products": [{"product_id": "%s", "quantity": 1}]}
                            """.formatted(
                                    CUSTOMER, RUN));
            awaitMember(browser, false);
            browser.screenshot("segment-left");
        }
    }

    private static void awaitMember(Browser browser, boolean member) {
        boolean seen = Deadline.in(Duration.ofSeconds(60)).await(() -> {
            browser.open("/segment/view.xhtml?key=" + KEY);
            return browser.find(By.id("members")).getText().contains(CUSTOMER) == member;
        });
        assertThat(seen)
                .as(member ? "is in by time alone" : "left by the order")
                .isTrue();
    }
}
