package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import crm.it.lab.Crm;
import crm.it.lab.DeployedApplication;
import crm.it.lab.SharedLab;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** An administrator makes an account; its owner logs in, chooses a password, and later guesses it wrong too often. */
class AdminLetsSomebodyInJourneyIT extends DeployedApplication {

    private static final String FIRST = "seven green bottles";
    private static final String OWN = "eight blue bottles";
    private static final int FREE = 5;

    private final String name = "grace-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void fromTheAccountToTheLockAndBack() {
        makeTheAccount();
        logInAndChooseAPassword();
        guess();
        unlockAndEndIt();
    }

    private void makeTheAccount() {
        try (Browser browser = new Browser("en")) {
            browser.open("/access/list.xhtml");
            new LoginPage(browser).as("admin", SharedLab.ADMIN_PASSWORD);
            browser.screenshot("accounts-en");
            browser.follow(By.id("new"));
            AccountPage account = new AccountPage(browser);
            account.make(name, "agent", "password123");
            assertThat(account.faults()).contains("tried first");
            browser.screenshot("account-refused-en");
            browser.find(By.id("account:password")).sendKeys(FIRST);
            browser.follow(By.id("account:save"));
            assertThat(account.done()).isEqualTo("Saved.");

            String key = account.makeKey("till 7");
            assertThat(key).startsWith("crm_");
            browser.screenshot("account-key-en");
            Crm till = Crm.bearing(SharedLab.http(), key);
            assertThat(till.get("/api/v1/me").json().get("name").asText()).isEqualTo(name);
            browser.open("/access/edit.xhtml?name=" + name);
            assertThat(browser.text()).contains("till 7").doesNotContain(key);
            account.revokeKey();
            assertThat(till.get("/api/v1/me").status()).isEqualTo(401);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private void logInAndChooseAPassword() {
        try (Browser browser = new Browser("en")) {
            browser.open("/home.xhtml");
            new LoginPage(browser).as(name, FIRST);
            MyAccountPage mine = new MyAccountPage(browser);
            assertThat(mine.text()).contains("Choose a password of your own");
            browser.open("/profile/list.xhtml");
            assertThat(browser.address()).endsWith("/access/me.xhtml");
            assertThat(mine.change(FIRST, OWN, "something else").text()).contains("not the same");
            browser.screenshot("me-en");
            assertThat(mine.change(FIRST, OWN, OWN).text()).contains("The password is changed.");
            browser.screenshot("me-done-en");
            browser.open("/home.xhtml");
            assertThat(new HomePage(browser).numbers()).isNotBlank();
            new HomePage(browser).logout();
            new LoginPage(browser).as(name, OWN);
            assertThat(browser.address()).endsWith("/home.xhtml");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private void guess() {
        try (Browser browser = new Browser("en")) {
            browser.open("/login.xhtml");
            LoginPage login = new LoginPage(browser);
            for (int i = 0; i < FREE; i++) {
                browser.open("/login.xhtml");
                login.as(name, "guess " + i);
                assertThat(login.complaint()).contains("wrong");
            }
            browser.open("/login.xhtml");
            login.as(name, OWN);
            assertThat(login.complaint()).contains("try again in");
            browser.screenshot("login-locked-en");
        }
    }

    private void unlockAndEndIt() {
        try (Browser browser = new Browser("zh-CN")) {
            browser.open("/access/list.xhtml?q=" + name);
            new LoginPage(browser).as("admin", SharedLab.ADMIN_PASSWORD);
            browser.screenshot("accounts-zh");
            browser.follow(By.linkText(name));
            browser.screenshot("account-zh");
            AccountPage account = new AccountPage(browser).unlock();
            assertThat(account.done()).contains("已解锁");
            assertThat(Crm.as(SharedLab.http(), name, OWN).get("/api/v1/me").status())
                    .isEqualTo(200);
            account.askToDelete();
            browser.screenshot("account-delete-zh");
            browser.phone();
            browser.screenshot("account-phone-zh");
            account.delete();
            assertThat(Crm.as(SharedLab.http(), name, OWN).get("/api/v1/me").status())
                    .isEqualTo(401);
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
