package crm.it.journey;

import com.deque.html.axecore.selenium.AxeBuilder;
import crm.dev.lab.Deadline;
import crm.it.lab.Lab;
import crm.it.lab.SharedLab;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A real Chromium, headless; screenshots go to the module's target directory. */
final class Browser implements AutoCloseable {

    private static final List<String> DRIVERS =
            List.of("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver", "/usr/local/bin/chromedriver");

    private final ChromeDriver driver;
    private final String http;

    Browser(String language) {
        this(language, SharedLab.http());
    }

    /** @param http address of the server */
    Browser(String language, String http) {
        this.http = http;
        ChromeOptions options = new ChromeOptions();
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--force-prefers-reduced-motion",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--accept-lang=" + language,
                "--lang=" + language,
                "--window-size=1280,900");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driverFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(10));
    }

    private static File driverFile() {
        return DRIVERS.stream()
                .map(File::new)
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no chromedriver: install Debian's chromium and chromium-driver."));
    }

    void open(String path) {
        driver.get(http + "/crm" + path);
    }

    /** Goes on in another tab, and gives what leads back to this one. */
    String newTab() {
        String here = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        return here;
    }

    void tab(String handle) {
        driver.switchTo().window(handle);
    }

    /** Asks for a page of the same login as {@code live.js} does. */
    void refresh(String path) {
        Object status = driver.executeAsyncScript(
                "fetch(arguments[0], {headers: {'Crm-Refresh': 'true'}, credentials: 'same-origin'})"
                        + ".then(answer => arguments[1](answer.status))",
                http + "/crm" + path);
        if (!Long.valueOf(200).equals(status)) {
            throw new IllegalStateException(path + " answers " + status);
        }
    }

    WebElement find(By by) {
        return driver.findElement(by);
    }

    /** Lets a field have a text at once, as if nobody had typed it. */
    void paste(By field, String text) {
        driver.executeScript("arguments[0].value = arguments[1]", driver.findElement(field), text);
    }

    /** Clicks what leads to another page, and waits until this one is gone. */
    void follow(By by) {
        WebElement page = driver.findElement(By.tagName("html"));
        driver.findElement(by).click();
        Deadline.in(Duration.ofSeconds(20)).await(() -> isGone(page));
    }

    private static boolean isGone(WebElement page) {
        try {
            return !page.isEnabled();
        } catch (WebDriverException e) {
            return true;
        }
    }

    List<WebElement> all(By by) {
        return driver.findElements(by);
    }

    /** What is to be read. A page may give way to another just then, as one does that loads itself anew. */
    String text() {
        String[] text = {""};
        Deadline.in(Duration.ofSeconds(10)).await(() -> {
            try {
                text[0] = driver.findElement(By.tagName("body")).getText();
                return true;
            } catch (StaleElementReferenceException e) {
                return false;
            }
        });
        return text[0];
    }

    String address() {
        return driver.getCurrentUrl();
    }

    /** As a phone shows pages; a window cannot be made that small. */
    void phone() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    }

    void desk() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** Shows pages in this theme from now on. */
    void theme(String theme) {
        driver.manage().addCookie(new Cookie("crm_theme", theme, "/crm"));
    }

    /** What keeps people from using the page, by axe-core's rules for WCAG 2.2 A and AA. */
    List<String> barriers() {
        return new AxeBuilder()
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze(driver)
                        .getViolations()
                        .stream()
                        .map(rule -> rule.getImpact() + " " + rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList();
    }

    /** Does something to the page that it would not do by itself. */
    void spoil(String script) {
        driver.executeScript(script);
    }

    Object ask(String script) {
        return driver.executeScript(script);
    }

    /** Whether one must scroll sideways to see all of the page. */
    boolean isTooWide() {
        // Charts follow a new width in a moment.
        return !Deadline.in(Duration.ofSeconds(3)).await(() -> (boolean) driver.executeScript(
                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1"));
    }

    /** What the browser complained about: scripts and styles that the page's own policy forbids, missing files. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** Of what is seen at first, for the documentation; charts stand still by then. */
    void picture(String name) {
        driver.executeAsyncScript("requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))");
        keep("picture-" + name, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Of the whole page, however long. */
    void screenshot(String name) {
        Map<String, Object> shot =
                driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        keep(name, Base64.getDecoder().decode((String) shot.get("data")));
    }

    private static void keep(String name, byte[] picture) {
        try {
            Path file = Lab.directory("screenshots").resolve(name + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
