package crm.it.journey;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The list of dead letters. */
record DeadLettersPage(Browser browser) {

    static DeadLettersPage open(Browser browser) {
        browser.open("/operations/dead-letters.xhtml");
        return new DeadLettersPage(browser);
    }

    List<String> rows() {
        return browser.all(By.cssSelector("tbody tr")).stream()
                .map(WebElement::getText)
                .toList();
    }

    DeadLetterPage letter(String id) {
        browser.open("/operations/dead-letter.xhtml?id=" + id);
        return new DeadLetterPage(browser);
    }

    DeadLettersPage choose(String id) {
        browser.find(By.cssSelector("input[name=selected][value='" + id + "']")).click();
        return this;
    }

    DeadLettersPage replayChosen() {
        browser.follow(By.id("many:replay"));
        return this;
    }

    DeadLettersPage discardChosen(String reason) {
        browser.find(By.id("many:reason")).sendKeys(reason);
        browser.follow(By.id("many:discard"));
        return this;
    }

    String told() {
        return browser.find(By.id("told")).getText();
    }

    String run() {
        return browser.find(By.id("run")).getText();
    }
}
