package crm.it.journey;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The attributes of a customer as an agent changes them. */
record EditCustomerPage(Browser browser) {

    EditCustomerPage fill(String field, String text) {
        WebElement input = browser.find(By.id("edit:" + field));
        input.clear();
        input.sendKeys(text);
        return this;
    }

    void save() {
        browser.follow(By.id("edit:save"));
    }

    String faults() {
        return browser.find(By.cssSelector(".fault")).getText();
    }

    String conflict() {
        return browser.find(By.cssSelector(".conflict")).getText();
    }

    /** Takes {@code mine} or {@code theirs}. */
    EditCustomerPage choose(String field, String whose) {
        browser.find(By.cssSelector("#conflict-" + field + " input[value=" + whose + "]"))
                .click();
        return this;
    }

    void decide() {
        browser.follow(By.id("conflict:decide"));
    }
}
