package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Where a condition is put together by hand. */
final class BuilderPage {

    private final Browser browser;

    BuilderPage(Browser browser) {
        this.browser = browser;
    }

    /** Types into a field by the end of its id, and waits until the page has taken it over. */
    BuilderPage type(String field, String text) {
        WebElement input = find(field);
        input.clear();
        input.sendKeys(text);
        return settle();
    }

    BuilderPage choose(String field, String value) {
        find(field).findElement(By.cssSelector("option[value='" + value + "']")).click();
        return settle();
    }

    BuilderPage click(String button) {
        find(button).click();
        return settle();
    }

    /** A new condition in the outermost group. */
    BuilderPage add(String kind) {
        browser.find(By.cssSelector(".depth-0 .add > summary")).click();
        browser.find(By.cssSelector(".depth-0 .add input[data-kind=" + kind + "]"))
                .click();
        return settle();
    }

    private WebElement find(String field) {
        return browser.find(By.cssSelector("#builder [id$='" + field + "']"));
    }

    private BuilderPage settle() {
        boolean settled = Deadline.in(Duration.ofSeconds(20))
                .await(() -> "settled".equals(browser.ask("return document.getElementById('builder').dataset.state")));
        assertThat(settled).as("the page has taken it over").isTrue();
        return this;
    }

    String sentence() {
        return browser.find(By.id("sentence")).getText();
    }

    /** How many it is, when that was counted. */
    String count() {
        Deadline.in(Duration.ofSeconds(20)).await(() -> {
            String count = browser.find(By.id("count")).getText();
            return !count.isEmpty() && Character.isDigit(count.charAt(0));
        });
        return browser.find(By.id("count")).getText();
    }

    String json() {
        return String.valueOf(browser.ask("return document.getElementById('builder:json').value"));
    }

    void publish() {
        browser.follow(By.id("builder:publish"));
    }
}
