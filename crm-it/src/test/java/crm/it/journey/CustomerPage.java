package crm.it.journey;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** One customer. */
record CustomerPage(Browser browser) {

    String name() {
        return browser.find(By.tagName("h1")).getText();
    }

    String facts() {
        return browser.find(By.cssSelector(".columns")).getText();
    }

    List<String> timeline() {
        return browser.all(By.cssSelector("ol.timeline > li .hint code")).stream()
                .map(WebElement::getText)
                .toList();
    }

    CustomerPage only(String type) {
        browser.find(By.id("type")).sendKeys(type);
        browser.follow(By.cssSelector("form.search button"));
        return this;
    }
}
