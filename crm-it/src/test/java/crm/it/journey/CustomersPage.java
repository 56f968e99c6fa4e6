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
        browser.follow(By.id("search:show"));
        return this;
    }

    List<String> rows() {
        return browser.all(By.cssSelector("tbody tr")).stream()
                .map(WebElement::getText)
                .toList();
    }

    CustomersPage next() {
        browser.follow(By.id("paging:next"));
        return this;
    }

    CustomersPage previous() {
        browser.follow(By.id("paging:previous"));
        return this;
    }

    CustomerPage open(String name) {
        browser.follow(By.linkText(name));
        return new CustomerPage(browser);
    }
}
