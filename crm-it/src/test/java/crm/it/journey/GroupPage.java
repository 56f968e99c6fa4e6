package crm.it.journey;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/** A consumer group. */
record GroupPage(Browser browser) {

    static GroupPage open(Browser browser, String group) {
        browser.open("/operations/group.xhtml?id=" + group);
        return new GroupPage(browser);
    }

    /** Asks for so many workers, and says yes. */
    GroupPage setWorkers(int count) {
        browser.find(By.id("workers:count")).sendKeys(String.valueOf(count));
        browser.follow(By.id("workers:ask"));
        return confirm();
    }

    /** Lets each node run as many workers as its configuration says. */
    GroupPage asConfigured() {
        browser.follow(By.id("workers:configured"));
        return confirm();
    }

    GroupPage pause() {
        browser.follow(By.id("flow:pause"));
        return confirm();
    }

    GroupPage resume() {
        browser.follow(By.id("flow:resume"));
        return confirm();
    }

    /** Asks what a move of a topic to its oldest record would do; does not do it. */
    GroupPage previewFromTheBeginning(String topic) {
        choose("seek:topic", topic);
        choose("seek:to", "earliest");
        browser.follow(By.id("seek:preview"));
        return this;
    }

    /** Asks for a move to what is no offset. */
    GroupPage previewNonsense() {
        choose("seek:to", "offset");
        browser.find(By.id("seek:value")).sendKeys("soon");
        browser.follow(By.id("seek:preview"));
        return this;
    }

    /** Asks what a move of all topics to their oldest records would do; does not do it. */
    GroupPage previewAllFromTheBeginning() {
        choose("seek:topic", "");
        choose("seek:to", "earliest");
        browser.follow(By.id("seek:preview"));
        return this;
    }

    /** Asks what it would do to read the records of one key again from the beginning; does not do it. */
    GroupPage previewKeyFromTheBeginning(String topic, String key) {
        choose("seek:topic", topic);
        browser.find(By.id("seek:key")).sendKeys(key);
        choose("seek:to", "earliest");
        browser.follow(By.id("seek:preview"));
        return this;
    }

    GroupPage yes() {
        return confirm();
    }

    GroupPage pauseKey(String topic, String key) {
        choose("flow:topic", topic);
        browser.find(By.id("flow:key")).sendKeys(key);
        browser.follow(By.id("flow:pause"));
        return confirm();
    }

    /** The keys that wait, as the page says at the moment; empty while it renews them. */
    String held() {
        try {
            return browser.find(By.id("held")).getText();
        } catch (StaleElementReferenceException e) {
            return "";
        }
    }

    /** Asks for the turn of the key in the row with this text, and says yes. */
    GroupPage turnKey(String row, String turn) {
        browser.follow(
                By.xpath("//*[@id='held']//tr[contains(., '" + row + "')]//a[normalize-space()='" + turn + "']"));
        return confirm();
    }

    /** Where the menu says that one is. */
    String menuItem() {
        return browser.find(By.cssSelector(".side a[aria-current]")).getText().strip();
    }

    private void choose(String field, String value) {
        browser.find(By.cssSelector("select[id='" + field + "'] option[value='" + value + "']"))
                .click();
    }

    /** What the page says would happen. */
    String asked() {
        return browser.find(By.id("confirm")).getText();
    }

    private GroupPage confirm() {
        browser.follow(By.id("really:go"));
        return this;
    }

    String told() {
        return browser.find(By.id("told")).getText();
    }

    /** What Kafka gave and took, latest first; empty while the page renews it. */
    List<String> timeline() {
        try {
            return browser.all(By.cssSelector("#timeline > li")).stream()
                    .map(WebElement::getText)
                    .toList();
        } catch (StaleElementReferenceException e) {
            return List.of();
        }
    }

    /** Records that wait, as the page says at the moment. */
    long lag() {
        String digits = browser.find(By.cssSelector("#figures [data-value='lag']"))
                .getText()
                .replaceAll("[^0-9]", "");
        return digits.isEmpty() ? -1 : Long.parseLong(digits);
    }

    String state() {
        return browser.find(By.cssSelector("#figures [data-badge='state']")).getText();
    }

    boolean isLive() {
        return "live".equals(browser.find(By.tagName("html")).getAttribute("data-connection"));
    }

    /** Drawings that are there. */
    int charts() {
        return browser.all(By.cssSelector(".charts canvas")).size();
    }
}
