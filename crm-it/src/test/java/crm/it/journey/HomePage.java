package crm.it.journey;

import org.openqa.selenium.By;

/** The home page. */
record HomePage(Browser browser) {

    String numbers() {
        return browser.find(By.cssSelector("dl.numbers")).getText();
    }

    String groups() {
        return browser.find(By.cssSelector("table")).getText();
    }

    CustomersPage customers() {
        browser.open("/profile/list.xhtml");
        return new CustomersPage(browser);
    }

    LoginPage logout() {
        browser.find(By.cssSelector("#account > summary")).click();
        browser.follow(By.id("session:logout"));
        return new LoginPage(browser);
    }
}
