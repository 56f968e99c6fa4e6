package crm.it.journey;

import crm.dev.lab.Deadline;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** One customer. */
record CustomerPage(Browser browser) {

    private static final By ENTRIES = By.cssSelector("#happenings .timeline > li");

    String name() {
        return browser.find(By.tagName("h1")).getText();
    }

    String facts() {
        return browser.find(By.cssSelector(".columns")).getText();
    }

    /** A card by its name. */
    String card(String name) {
        return browser.find(By.xpath("//section[h2[@id='" + name + "-title']]")).getText();
    }

    List<String> timeline() {
        return browser.all(By.cssSelector("#happenings .timeline > li .hint code")).stream()
                .map(WebElement::getText)
                .toList();
    }

    List<String> days() {
        return browser.all(By.cssSelector("#happenings .day > h3")).stream()
                .map(WebElement::getText)
                .toList();
    }

    CustomerPage only(String type) {
        browser.find(By.cssSelector(".narrow-down summary")).click();
        browser.find(By.id("type")).sendKeys(type);
        browser.follow(By.cssSelector("#filters button"));
        return this;
    }

    CustomerPage search(String text) {
        WebElement field = browser.find(By.id("finding:text"));
        field.clear();
        field.sendKeys(text);
        browser.follow(By.id("finding:find"));
        return this;
    }

    CustomerPage note(String text) {
        browser.find(By.id("noting:text")).sendKeys(text);
        browser.follow(By.id("noting:add"));
        return this;
    }

    EditCustomerPage edit() {
        browser.follow(By.id("edit"));
        return new EditCustomerPage(browser);
    }

    String done() {
        return browser.find(By.cssSelector(".notice.done")).getText();
    }

    /** Waits until so many events are shown. */
    boolean shows(int events) {
        return Deadline.in(Duration.ofSeconds(30))
                .await(() -> browser.all(ENTRIES).size() == events);
    }

    void press(CharSequence keys) {
        browser.find(By.tagName("body")).sendKeys(keys);
    }

    /** What was announced to who does not see the page. */
    boolean says(String text) {
        return Deadline.in(Duration.ofSeconds(10))
                .await(() -> text.equals(browser.find(By.id("said")).getDomProperty("textContent")));
    }
}
