package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import crm.it.lab.DeployedApplication;
import crm.it.lab.SharedLab;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Somebody has two tabs open, logs out in one, and goes on in the other. */
class SomebodyLogsOutElsewhereJourneyIT extends DeployedApplication {

    private static final String ACCOUNT = "/access/edit.xhtml?name=admin";

    @Test
    void isToldThatNothingWasSavedAndComesBackToWhereTheyWere() {
        try (Browser browser = new Browser("en")) {
            browser.open(ACCOUNT);
            HomePage home = new LoginPage(browser).as("admin", SharedLab.ADMIN_PASSWORD);
            String first = browser.newTab();
            browser.open("/home.xhtml");
            LoginPage login = home.logout();
            browser.tab(first);
            browser.follow(By.id("account:save"));
            assertThat(login.notice()).contains("nothing was saved");
            browser.screenshot("login-over");
            login.as("admin", SharedLab.ADMIN_PASSWORD);
            assertThat(browser.address()).contains("/access/edit.xhtml");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
