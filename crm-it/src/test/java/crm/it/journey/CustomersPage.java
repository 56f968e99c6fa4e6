package crm.it.journey;

import crm.dev.lab.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/** The list of customers. */
record CustomersPage(Browser browser) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Pastes a text and asks for the page. */
    CustomersPage search(String text) {
        browser.paste(By.id("search:text"), text);
        browser.follow(By.id("search:show"));
        return this;
    }

    /** Goes to the search with its key and types, asking for nothing. */
    CustomersPage type(String text) {
        browser.find(By.tagName("body")).sendKeys("/");
        WebElement field = browser.find(By.id("search:text"));
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
        return this;
    }

    /** Waits until the list is as wanted. */
    boolean shows(Predicate<List<String>> wanted) {
        return Deadline.in(PATIENCE).await(() -> {
            try {
                return wanted.test(rows());
            } catch (StaleElementReferenceException replaced) {
                return false;
            }
        });
    }

    List<String> rows() {
        return browser.all(By.cssSelector("tbody tr")).stream()
                .map(WebElement::getText)
                .toList();
    }

    List<String> headings() {
        return browser.all(By.cssSelector("thead th")).stream()
                .map(WebElement::getText)
                .toList();
    }

    List<String> chips() {
        return browser.all(By.cssSelector("#chips li span")).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Narrows the list by a filter that is typed. */
    CustomersPage narrow(String filter, String word) {
        unfold("filters");
        WebElement field = browser.find(By.id("filter:" + filter));
        if (field.getTagName().equals("select")) {
            field.findElement(By.cssSelector("option[value='" + word + "']")).click();
        } else {
            field.clear();
            field.sendKeys(word);
        }
        browser.follow(By.id("filter:do"));
        return this;
    }

    /** Takes the first filter away. */
    CustomersPage drop() {
        browser.follow(By.cssSelector("#chips li input"));
        return this;
    }

    /** Shows a column, or hides it. */
    CustomersPage toggle(String column) {
        unfold("columns");
        browser.find(By.xpath("//form[@id='column']//label[.='" + column + "']"))
                .click();
        browser.follow(By.id("column:do"));
        return this;
    }

    CustomersPage save(String view) {
        unfold("views");
        browser.find(By.id("save:name")).sendKeys(view);
        browser.follow(By.id("save:do"));
        return this;
    }

    CustomersPage see(String view) {
        unfold("views");
        browser.follow(By.cssSelector("#view input[value='" + view + "']"));
        return this;
    }

    /** Chooses the first of the page, and says what the bar says. */
    String chooseFirst() {
        browser.find(By.cssSelector("#found tbody input[name=chosen]")).click();
        return browser.find(By.cssSelector("#bulk .count")).getText();
    }

    private void unfold(String menu) {
        WebElement details = browser.find(By.id(menu));
        if (details.getDomAttribute("open") == null) {
            details.findElement(By.tagName("summary")).click();
        }
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
