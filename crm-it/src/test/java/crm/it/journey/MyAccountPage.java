package crm.it.journey;

import org.openqa.selenium.By;

/** One's own account. */
record MyAccountPage(Browser browser) {

    MyAccountPage change(String current, String password, String repeated) {
        browser.find(By.id("password:current")).sendKeys(current);
        browser.find(By.id("password:password")).sendKeys(password);
        browser.find(By.id("password:repeated")).sendKeys(repeated);
        browser.follow(By.id("password:change"));
        return this;
    }

    String text() {
        return browser.find(By.tagName("main")).getText();
    }
}
