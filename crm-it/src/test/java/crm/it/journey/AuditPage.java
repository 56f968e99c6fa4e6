package crm.it.journey;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The audit trail. */
record AuditPage(Browser browser) {

    AuditPage search(String field, String text) {
        WebElement input = browser.find(By.id("search:" + field));
        input.clear();
        input.sendKeys(text);
        browser.follow(By.id("search:show"));
        return this;
    }

    AuditPage clear() {
        browser.follow(By.id("search:reset"));
        return this;
    }

    List<String> rows() {
        return browser.all(By.cssSelector("tbody tr")).stream()
                .map(WebElement::getText)
                .toList();
    }

    AuditPage older() {
        browser.follow(By.id("paging:next"));
        return this;
    }

    AuditPage newer() {
        browser.follow(By.id("paging:previous"));
        return this;
    }

    String verify() {
        browser.follow(By.id("verify:start"));
        return browser.find(By.id("verdict")).getText();
    }
}
