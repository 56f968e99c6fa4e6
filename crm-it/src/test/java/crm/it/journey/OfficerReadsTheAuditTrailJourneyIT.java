package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import crm.it.lab.Crm;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import crm.it.lab.SharedLab;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** An agent looks at customers; a privacy officer finds out, and that nobody changed what is written of it. */
class OfficerReadsTheAuditTrailJourneyIT extends DeployedApplication {

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final String CUSTOMER = "journey-" + RUN;
    private static final String EMAIL = RUN + "@example.org";
    private static final String AGENT = "agent-" + RUN;
    private static final String OFFICER = "officer-" + RUN;
    private static final String PASSWORD = "a long enough password";

    private static String profile;

    @BeforeAll
    static void prepare() {
        try (Producer producer = producer()) {
            producer.send(
                    "customer_registration",
                    CUSTOMER,
                    "customer.registered",
                    "2020-01-01T00:00:00Z",
                    "{\"name\":\"Grace " + RUN + "\",\"email\":\"" + EMAIL + "\"}");
        }
        save(AGENT, "agent");
        save(OFFICER, "privacy_officer");
        profile = admin().customer(CUSTOMER, found -> true).get("profile_id").asText();
    }

    private static void save(String name, String role) {
        assertThat(admin().put(
                                "/api/v1/users/" + name,
                                "{\"roles\":[\"" + role + "\"],\"password\":\"" + PASSWORD + "\"}")
                        .status())
                .isEqualTo(201);
    }

    private static List<String> looks(String action) {
        return Crm.as(SharedLab.http(), OFFICER, PASSWORD)
                .all("/api/v1/privacy/audit?actor=" + AGENT + "&action=" + action)
                .stream()
                .map(entry -> entry.get("object").asText())
                .toList();
    }

    @Test
    void ofAnAgentsLooks() {
        try (Browser browser = new Browser("en")) {
            browser.open("/profile/list.xhtml");
            new LoginPage(browser).as(AGENT, PASSWORD);
            assertThat(looks("customers.listed")).as("the list of all").hasSize(1);
            new CustomersPage(browser).search(EMAIL);
            assertThat(looks("customers.listed"))
                    .as("sending a form shows nothing")
                    .hasSize(1);
            assertThat(looks("customers.searched")).hasSize(1);
            new CustomersPage(browser).open("Grace " + RUN);
            assertThat(looks("customer.viewed"))
                    .as("profile and history are one look")
                    .containsExactly("profile:" + profile);

            browser.refresh("/profile/view.xhtml?id=" + profile);
            browser.refresh("/profile/view.xhtml?id=" + profile);
            assertThat(looks("customer.viewed"))
                    .as("whoever only says that a page shows itself anew")
                    .hasSize(3);
            browser.open("/profile/view.xhtml?id=" + profile);
            assertThat(looks("customer.viewed")).as("somebody who comes again").hasSize(4);

            browser.open("/privacy/audit.xhtml");
            assertThat(browser.text()).contains("Not for you");
            browser.open("/home.xhtml");
            assertThat(browser.all(By.linkText("Audit trail"))).isEmpty();
        }
        try (Browser browser = new Browser("en")) {
            browser.open("/privacy/audit.xhtml");
            new LoginPage(browser).as(OFFICER, PASSWORD);
            AuditPage audit = new AuditPage(browser);
            assertThat(audit.rows()).isNotEmpty();
            assertThat(audit.search("actor", AGENT).rows())
                    .hasSize(6)
                    .first()
                    .asString()
                    .contains(AGENT, "Looked at a customer", profile);
            assertThat(audit.verify()).contains("The trail is whole");
            browser.screenshot("audit-en");
            assertThat(audit.search("action", "customers.listed").rows()).hasSize(1);
            assertThat(audit.clear().search("value", EMAIL).rows())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains(AGENT, "Searched for customers")
                    .doesNotContain(EMAIL);
            assertThat(browser.address()).doesNotContain(RUN);
            browser.screenshot("audit-by-value-en");
            assertThat(audit.clear().search("actor", "nobody-" + RUN).rows()).isEmpty();
            assertThat(browser.text()).contains("No entry fits");
            browser.phone();
            browser.screenshot("audit-phone");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void inChineseAndPageByPage() {
        Crm agent = Crm.as(SharedLab.http(), AGENT, PASSWORD);
        for (int i = 0; i < 51; i++) {
            agent.get("/api/v1/customers/" + CUSTOMER + "/timeline");
        }
        try (Browser browser = new Browser("zh-CN")) {
            browser.open("/home.xhtml");
            new LoginPage(browser).as(OFFICER, PASSWORD);
            browser.follow(By.linkText("审计日志"));
            AuditPage audit = new AuditPage(browser).search("action", "customer.timeline_viewed");
            assertThat(audit.search("actor", AGENT).rows())
                    .hasSize(50)
                    .first()
                    .asString()
                    .contains("查看客户历史");
            assertThat(audit.older().rows()).hasSize(1);
            assertThat(audit.newer().rows()).hasSize(50);
            assertThat(audit.verify()).contains("日志完整");
            browser.screenshot("audit-zh");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
