package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An agent logs in, looks at how things go, finds a customer, reads the history, and logs out. */
class AgentLooksUpACustomerJourneyIT extends DeployedApplication {

    private static final String FAMILY = "f" + UUID.randomUUID().toString().substring(0, 8);
    private static final int MEMBERS = 30;
    private static final int PAGE = 25;

    @BeforeAll
    static void register() {
        try (Producer producer = producer()) {
            for (int i = 0; i < MEMBERS; i++) {
                producer.send(
                        "customer_registration",
                        FAMILY + "-" + i,
                        "customer.registered",
                        "2020-01-01T00:00:00Z",
                        "{\"name\":\"Member %02d %s\",\"email\":\"m%d@example.org\",\"address\":{\"country\":\"UK\"}}"
                                .formatted(i, FAMILY, i));
            }
            producer.send(
                    "customer_registration",
                    FAMILY + "-wang",
                    "customer.registered",
                    "2020-01-01T00:00:00Z",
                    "{\"name\":\"王小明 " + FAMILY + "\",\"consents\":{\"marketing_email\":true}}");
            producer.send(
                    "customer_order",
                    FAMILY + "-wang",
                    "order.completed",
                    "2020-02-01T00:00:00Z",
                    "{\"order_id\":\"o\",\"currency\":\"EUR\",\"total\":\"1234.50\",\"channel\":\"web\",\"products\":"
                            + "[{\"product_id\":\"tea\",\"category\":\"drinks\",\"quantity\":3}]}");
        }
    }

    private static void awaitRegistered() {
        admin().customer(
                        FAMILY + "-wang",
                        profile -> profile.at("/traits/orders").asInt() == 1);
        admin().customer(FAMILY + "-" + (MEMBERS - 1), profile -> true);
    }

    @Test
    void inEnglish() {
        awaitRegistered();
        try (Browser browser = new Browser("en")) {
            browser.open("/profile/list.xhtml");
            browser.screenshot("login-en");
            LoginPage login = new LoginPage(browser);
            login.as("admin", "wrong");
            assertThat(login.complaint()).isNotBlank();

            HomePage home = login.as("", SharedLab.ADMIN_PASSWORD);
            assertThat(browser.address()).as("back to where one wanted to go").contains("/profile/list.xhtml");

            CustomersPage customers = new CustomersPage(browser).search(FAMILY);
            assertThat(browser.address()).as("nothing personal in an address").doesNotContain(FAMILY);
            assertThat(customers.rows()).hasSize(PAGE).first().asString().contains("Member 00");
            browser.screenshot("customers-en");
            assertThat(customers.next().rows()).hasSize(MEMBERS + 1 - PAGE);
            assertThat(customers.previous().rows()).hasSize(PAGE);

            CustomerPage customer = customers.search("王小明 " + FAMILY).open("王小明 " + FAMILY);
            assertThat(customer.name()).isEqualTo("王小明 " + FAMILY);
            assertThat(customer.facts()).contains("1,234.50", "drinks");
            assertThat(customer.timeline()).containsExactly("order.completed", "customer.registered");
            browser.screenshot("customer-en");
            assertThat(customer.only("order.completed").timeline()).containsExactly("order.completed");
            browser.phone();
            browser.screenshot("customer-phone");
            browser.desk();

            browser.open("/home.xhtml");
            assertThat(home.numbers()).containsPattern("\\d");
            assertThat(home.groups()).contains("crm-profile");
            browser.screenshot("home-en");

            home.logout();
            browser.open("/home.xhtml");
            assertThat(browser.address()).contains("/login");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void inChinese() {
        awaitRegistered();
        try (Browser browser = new Browser("zh-CN")) {
            browser.open("/home.xhtml");
            new LoginPage(browser).as("admin", SharedLab.ADMIN_PASSWORD);
            assertThat(browser.text()).contains("客户");
            browser.screenshot("home-zh");
            CustomersPage customers = new HomePage(browser).customers().search("王小明 " + FAMILY);
            browser.screenshot("customers-zh");
            assertThat(customers.rows()).hasSize(1);
            customers.open("王小明 " + FAMILY);
            browser.screenshot("customer-zh");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
