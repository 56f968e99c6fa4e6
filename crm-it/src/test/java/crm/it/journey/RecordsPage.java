package crm.it.journey;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The records of a topic. */
record RecordsPage(Browser browser) {

    static RecordsPage open(Browser browser, String topic) {
        browser.open("/operations/records.xhtml?topic=" + topic);
        return new RecordsPage(browser);
    }

    /** All of the record with a key. */
    String record(String key) {
        return article(key).getText();
    }

    /** Follows what came of a record to its dead letter. */
    DeadLetterPage deadLetterOf(String key) {
        String address = article(key)
                .findElement(By.cssSelector("a.state"))
                .getAttribute("href")
                .replaceFirst(".*/crm/", "/");
        browser.open(address);
        return new DeadLetterPage(browser);
    }

    private WebElement article(String key) {
        return browser.all(By.cssSelector("article.record")).stream()
                .filter(record -> record.getText().contains(key))
                .findFirst()
                .orElseThrow();
    }
}
