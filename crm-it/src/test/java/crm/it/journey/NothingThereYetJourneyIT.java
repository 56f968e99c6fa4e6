package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import crm.dev.lab.WildFly;
import crm.it.lab.Crm;
import crm.it.lab.Lab;
import crm.it.lab.SharedLab;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The product has just been installed; then its broker goes away, and then its database. Every page says how things are. */
class NothingThereYetJourneyIT {

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
                assertThat(browser.text()).contains("waiting");
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
            }
        }
    }

    private static void awaitReady(Crm crm, int status) {
        boolean seen =
                Deadline.in(PATIENCE).await(() -> crm.get("/health/ready").status() == status);
        assertThat(seen).isTrue();
    }
}
