package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Deadline;
import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Where a trait is put together by hand. */
final class TraitPage {

    private final Browser browser;

    TraitPage(Browser browser) {
        this.browser = browser;
    }

    /** Types into a field, and waits until the page has taken it over. */
    TraitPage type(String field, String text) {
        WebElement input = browser.find(By.id(field));
        input.clear();
        input.sendKeys(text);
        return settle();
    }

    TraitPage choose(String field, String value) {
        browser.find(By.id(field))
                .findElement(By.cssSelector("option[value='" + value + "']"))
                .click();
        return settle();
    }

    TraitPage click(String button) {
        browser.find(By.id(button)).click();
        return settle();
    }

    private TraitPage settle() {
        boolean settled = Deadline.in(Duration.ofSeconds(20))
                .await(() -> "settled".equals(browser.ask("return document.getElementById('trait').dataset.state")));
        assertThat(settled).as("the page has taken it over").isTrue();
        return this;
    }

    String sentence() {
        return browser.find(By.id("sentence")).getText();
    }
}
