package crm.it.journey;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The list of customers. */
record CustomersPage(Browser browser) {

    CustomersPage search(String text) {
        WebElement field = browser.find(By.id("search:text"));
        field.clear();
        field.sendKeys(text);
        browser.find(By.id("search:show")).click();
        return this;
    }

    List<String> rows() {
        return browser.all(By.cssSelector("tbody tr")).stream()
                .map(WebElement::getText)
                .toList();
    }

    CustomersPage next() {
        browser.find(By.id("paging:next")).click();
        return this;
    }

    CustomersPage previous() {
        browser.find(By.id("paging:previous")).click();
        return this;
    }

    CustomerPage open(String name) {
        browser.find(By.linkText(name)).click();
        return new CustomerPage(browser);
    }
}
