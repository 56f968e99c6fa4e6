package crm.it.journey;

import org.openqa.selenium.By;

/** An account, as an administrator sees it. */
record AccountPage(Browser browser) {

    AccountPage make(String name, String role, String password) {
        browser.find(By.id("account:name")).sendKeys(name);
        browser.find(By.cssSelector("input[value='" + role + "']")).click();
        browser.find(By.id("account:password")).sendKeys(password);
        browser.follow(By.id("account:save"));
        return this;
    }

    String faults() {
        return String.join(
                "|",
                browser.all(By.cssSelector(".fault")).stream()
                        .map(e -> e.getText())
                        .toList());
    }

    String done() {
        return browser.find(By.cssSelector(".done")).getText();
    }

    /** Makes a key for ever. */
    String makeKey(String label) {
        browser.find(By.id("key:label")).sendKeys(label);
        browser.find(By.cssSelector("[id='key:days'] option[value='0']")).click();
        browser.follow(By.id("key:make"));
        return browser.find(By.id("made")).getText();
    }

    AccountPage revokeKey() {
        browser.follow(By.cssSelector(".keys input[type=submit]"));
        return this;
    }

    AccountPage unlock() {
        browser.follow(By.id("lock:unlock"));
        return this;
    }

    AccountPage askToDelete() {
        browser.follow(By.id("ask"));
        return this;
    }

    void delete() {
        browser.follow(By.id("deletion:yes"));
    }
}
