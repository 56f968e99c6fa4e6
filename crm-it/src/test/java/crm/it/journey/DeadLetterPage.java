package crm.it.journey;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** One dead letter. */
record DeadLetterPage(Browser browser) {

    String reason() {
        return browser.find(By.id("code")).getText()
                + ' '
                + browser.find(By.id("pointer")).getText();
    }

    String fault() {
        return browser.find(By.id("fault")).getText();
    }

    String value() {
        return browser.find(By.id("value")).getText();
    }

    String editable() {
        return browser.find(By.id("edit:value")).getDomProperty("value");
    }

    DeadLetterPage edit(String value) {
        WebElement field = browser.find(By.id("edit:value"));
        field.clear();
        field.sendKeys(value);
        browser.follow(By.id("edit:save"));
        return this;
    }

    DeadLetterPage replay() {
        browser.follow(By.id("replay:submit"));
        return this;
    }

    String told() {
        return browser.find(By.id("told")).getText();
    }

    String state() {
        return browser.find(By.cssSelector("h1 .state")).getText();
    }

    String history() {
        return browser.find(By.id("history")).getText();
    }
}
