package crm.it.journey;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The home page. */
record HomePage(Browser browser) {

    String numbers() {
        return browser.find(By.cssSelector("dl.numbers")).getText();
    }

    String groups() {
        return browser.find(By.cssSelector("#operations table")).getText();
    }

    /** What a figure says, by the name under which it is pushed. */
    String figure(String key) {
        return browser.find(By.cssSelector("[data-value='" + key + "']")).getText();
    }

    /** What happened just now, latest first. */
    List<String> recent() {
        return browser.all(By.cssSelector("#recent li")).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Whether the page says that it is told what changes. */
    boolean isLive() {
        return "live".equals(browser.find(By.tagName("html")).getAttribute("data-connection"));
    }

    /** The numbers behind the chart, as the table beside it has them. */
    List<String> sales() {
        return browser.all(By.cssSelector("#sales .drawn tbody tr")).stream()
                .map(row -> row.getAttribute("textContent"))
                .toList();
    }

    /** Width of the drawing; 0 where there is none. */
    int drawing() {
        return browser.all(By.cssSelector("#sales canvas[role=img][aria-label]")).stream()
                .mapToInt(canvas -> canvas.getSize().getWidth())
                .max()
                .orElse(0);
    }

    HomePage in(String currency) {
        browser.open("/home.xhtml?currency=" + currency);
        return this;
    }

    CustomersPage customers() {
        browser.open("/profile/list.xhtml");
        return new CustomersPage(browser);
    }

    LoginPage logout() {
        browser.find(By.cssSelector("#account > summary")).click();
        browser.follow(By.id("session:logout"));
        return new LoginPage(browser);
    }
}
