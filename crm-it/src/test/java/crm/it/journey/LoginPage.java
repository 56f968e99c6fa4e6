package crm.it.journey;

import org.openqa.selenium.By;

/** The login. */
record LoginPage(Browser browser) {

    HomePage as(String name, String password) {
        browser.find(By.id("login:name")).sendKeys(name);
        browser.find(By.id("login:password")).sendKeys(password);
        browser.follow(By.id("login:submit"));
        return new HomePage(browser);
    }

    String notice() {
        return browser.find(By.cssSelector(".notice")).getText();
    }

    String complaint() {
        return browser.find(By.cssSelector(".messages")).getText();
    }
}
