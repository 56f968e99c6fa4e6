package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import crm.it.lab.Crm;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Pages;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/**
 * An analyst types a name and finds who is meant, whatever the order of its words; a marketer narrows the list, chooses
 * columns, keeps that as a view, and takes it along as a file.
 */
class MarketerNarrowsTheListJourneyIT extends DeployedApplication {

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final String LAND = "Land " + RUN;
    private static final String PASSWORD = "seven green bottles";
    private static final String SEGMENT = "of_" + RUN;
    private static final String LONG_NAME = "欧阳".repeat(20);

    @BeforeAll
    static void makeCustomers() {
        try (Producer producer = producer()) {
            producer.register(RUN + "-1", "Wei " + RUN + " Li", LAND);
            producer.register(RUN + "-2", "Li " + RUN + " Wei", LAND);
            producer.register(RUN + "-3", LONG_NAME, LAND);
            producer.order(RUN + "-1", 3);
            producer.order(RUN + "-2", 1);
        }
        assertThat(admin().put("/api/v1/users/mia-" + RUN, account("marketer")).status())
                .isEqualTo(201);
        assertThat(admin().put("/api/v1/users/ana-" + RUN, account("analyst")).status())
                .isEqualTo(201);
        assertThat(admin().put(
                                "/api/v1/segments/" + SEGMENT,
                                "{\"name\": \"Of a land\", \"where\": {\"trait\": \"attributes.address.country\", \"op\": \"eq\", \"value\": \""
                                        + LAND + "\"}}")
                        .status())
                .isEqualTo(201);
        boolean live = Deadline.in(Duration.ofSeconds(60))
                .await(() -> "live"
                        .equals(admin().get("/api/v1/segments/" + SEGMENT)
                                .json()
                                .get("state")
                                .asText()));
        assertThat(live).as("all were asked").isTrue();
        boolean listed = Deadline.in(Duration.ofSeconds(60)).await(() -> number("{\"min\": 3}") == 1);
        assertThat(listed).as("the figures follow").isTrue();
    }

    private static int number(String orders) {
        return admin().post(
                        "/api/v1/customers/search",
                        "{\"filters\": {\"country\": \"" + LAND + "\", \"orders\": " + orders + "}}")
                .json()
                .get("items")
                .size();
    }

    private static String account(String role) {
        return "{\"password\": \"" + PASSWORD + "\", \"roles\": [\"" + role + "\"]}";
    }

    @Test
    void typingFindsWordsInAnyOrder() {
        try (Browser browser = new Browser("en")) {
            browser.open("/profile/list.xhtml");
            new LoginPage(browser).as("ana-" + RUN, PASSWORD);
            CustomersPage customers = new CustomersPage(browser);

            customers.type("wei " + RUN);
            assertThat(customers.shows(rows -> rows.size() == 2))
                    .as("both are found while one types")
                    .isTrue();
            assertThat(customers.rows().get(0))
                    .as("whose name begins with it comes first")
                    .startsWith("Choose Wei");
            assertThat(browser.address()).as("nothing personal in an address").doesNotContain(RUN);
            customers.type("欧阳欧阳");
            assertThat(customers.shows(rows -> rows.size() >= 1 && rows.get(0).contains(LONG_NAME)))
                    .isTrue();
            browser.phone();
            browser.screenshot("customers-phone");
            browser.desk();
            customers.type("nobody " + RUN);
            assertThat(customers.shows(List::isEmpty)).isTrue();
            assertThat(browser.text()).contains("No customer fits");
            browser.screenshot("customers-none");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void filtersColumnsAndAViewThatStays() {
        try (Browser browser = new Browser("en")) {
            browser.open("/profile/list.xhtml");
            new LoginPage(browser).as("mia-" + RUN, PASSWORD);
            CustomersPage customers = new CustomersPage(browser).narrow("country", LAND);
            assertThat(customers.rows())
                    .as("masked")
                    .hasSize(3)
                    .noneMatch(row -> row.replace(LAND, "").contains(RUN + " "));
            customers.narrow("orders_min", "2");
            assertThat(customers.rows()).hasSize(1);
            assertThat(customers.chips()).containsExactly("Country: " + LAND, "Orders: 2 or more");

            customers.narrow("segment", SEGMENT);
            assertThat(customers.rows()).hasSize(1);
            assertThat(customers.chips()).contains("In the segment " + SEGMENT);
            browser.follow(By.xpath("//*[@id='chips']//li[contains(., '" + SEGMENT + "')]//input"));
            assertThat(customers.chips()).doesNotContain("In the segment " + SEGMENT);

            customers.toggle("Phone");
            assertThat(customers.headings()).contains("Phone");
            customers.save("Good ones");
            assertThat(customers.drop().rows()).as("one filter less").hasSizeGreaterThanOrEqualTo(1);
            assertThat(customers.see("Good ones").chips()).hasSize(2);
            assertThat(customers.rows()).hasSize(1);
            assertThat(customers.chooseFirst()).isEqualTo("1 chosen");
            browser.screenshot("customers-narrowed");
            assertThat(browser.complaints()).isEmpty();
        }
        viewStaysAndIsExported();
    }

    private static void viewStaysAndIsExported() {
        Pages later = Pages.as("mia-" + RUN, PASSWORD);
        String page = later.get("/profile/list.xhtml").body();
        assertThat(page).contains("Good ones").as("columns are remembered").contains("Phone</th>");
        HttpResponse<String> file = later.post(
                "/profile/list.xhtml",
                Map.of("export", "export", "export:all", "x", "jakarta.faces.ViewState", later.state(page)));
        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(file.body())
                .startsWith("profile_id,name,customer_id,email,phone")
                .doesNotContain(LONG_NAME);
        assertThat(Crm.as(SharedLab.http(), "admin", SharedLab.ADMIN_PASSWORD)
                        .all("/api/v1/privacy/audit?actor=mia-" + RUN + "&action=customers.export_ended"))
                .hasSize(1);
    }
}
