package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Somebody has the home page open: it moves by itself while customers buy, and ends at the login with the session. */
class HomeMovesWhileOneLooksJourneyIT extends DeployedApplication {

    /** A currency that no other test sells in. */
    private static final String CURRENCY = "ISK";

    private final String customer = "home-" + UUID.randomUUID().toString().substring(0, 8);

    private void buy(Producer producer, int number, Instant at) {
        producer.send(
                "customer_order",
                customer,
                "order.completed",
                at.toString(),
                "{\"order_id\":\"" + customer + number + "\",\"currency\":\"" + CURRENCY
                        + "\",\"total\":\"1500\",\"products\":[{\"product_id\":\"tea\",\"quantity\":1}]}");
    }

    private static void eventually(BooleanSupplier wanted) {
        assertThat(Deadline.in(Duration.ofSeconds(30)).await(wanted)).isTrue();
    }

    @Test
    void inEnglishAndOnAPhone() {
        try (Browser browser = new Browser("en");
                Producer producer = producer()) {
            buy(producer, 1, Instant.now().minus(Duration.ofDays(3)));
            buy(producer, 2, Instant.now().minusSeconds(2));
            admin().customer(customer, profile -> profile.at("/traits/orders").asInt() == 2);
            browser.open("/home.xhtml");
            HomePage home =
                    new LoginPage(browser).as("admin", SharedLab.ADMIN_PASSWORD).in(CURRENCY);
            eventually(home::isLive);
            assertThat(home.drawing()).isGreaterThan(200);
            assertThat(home.sales()).hasSize(30);
            assertThat(home.figure("today." + CURRENCY + ".orders")).isEqualTo("1");
            assertThat(home.recent()).hasSizeLessThanOrEqualTo(12).anyMatch(entry -> entry.contains(customer));
            browser.screenshot("home-en");

            String before = home.figure("events"); // from here on the page is not asked for again
            buy(producer, 3, Instant.now().minusSeconds(1));
            eventually(() -> home.figure("today." + CURRENCY + ".orders").equals("2"));
            assertThat(home.figure("today." + CURRENCY + ".net")).contains("3,000");
            eventually(() -> !home.figure("events").equals(before));
            assertThat(home.recent().get(0)).contains("Order completed", customer, "1,500");
            assertThat(home.sales().get(29)).contains("3,000", "2");

            browser.phone();
            assertThat(browser.isTooWide()).isFalse();
            browser.screenshot("home-phone");
            browser.desk();
            assertThat(browser.complaints())
                    .as("what the page's own policy forbids")
                    .isEmpty();
        }
    }

    @Test
    void inChineseUntilTheSessionEnds() {
        try (Browser browser = new Browser("zh-CN");
                Producer producer = producer()) {
            buy(producer, 1, Instant.now().minusSeconds(2));
            admin().customer(customer, profile -> profile.at("/traits/orders").asInt() == 1);
            browser.open("/home.xhtml");
            HomePage home =
                    new LoginPage(browser).as("admin", SharedLab.ADMIN_PASSWORD).in(CURRENCY);
            eventually(home::isLive);
            eventually(() -> home.recent().stream().anyMatch(entry -> entry.contains("订单")));
            browser.screenshot("home-zh");
            assertThat(browser.complaints()).isEmpty();
            String here = browser.newTab();
            browser.open("/access/me.xhtml");
            home.logout();
            browser.tab(here);
            eventually(() -> browser.address().contains("/login.xhtml"));
        }
    }
}
