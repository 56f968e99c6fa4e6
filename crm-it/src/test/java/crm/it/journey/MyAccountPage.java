package crm.it.journey;

import org.openqa.selenium.By;

/** One's own account. */
record MyAccountPage(Browser browser) {

    MyAccountPage change(String current, String password, String repeated) {
        browser.find(By.id("change:current")).sendKeys(current);
        browser.find(By.id("change:password")).sendKeys(password);
        browser.find(By.id("change:repeated")).sendKeys(repeated);
        browser.follow(By.id("change:submit"));
        return this;
    }

    String text() {
        return browser.find(By.tagName("main")).getText();
    }
}
