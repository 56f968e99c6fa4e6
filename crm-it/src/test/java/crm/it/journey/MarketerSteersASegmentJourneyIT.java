package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.dev.lab.Deadline;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Producer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A marketer pauses a segment, lets it go on, goes back to an earlier version, drops a draft, and archives it. */
class MarketerSteersASegmentJourneyIT extends DeployedApplication {

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
    private static final String PASSWORD = "seven green bottles";
    private static final String KEY = "steered_" + RUN;
    private static final String ADDRESS = "/api/v1/segments/" + KEY;

    @BeforeEach
    void prepare() {
        assertThat(admin().put(
                                "/api/v1/users/max-" + RUN,
                                "{\"password\": \"" + PASSWORD + "\", \"roles\": [\"marketer\"]}")
                        .status())
                .isEqualTo(201);
        try (Producer producer = producer()) {
            producer.register("steered-" + RUN, "Stella " + RUN, "Land " + RUN);
        }
        admin().customer("steered-" + RUN, view -> true);
        publish("eq");
        awaitState("live");
    }

    private static void publish(String op) {
        assertThat(admin().put(ADDRESS, definition(op, "")).status()).isIn(200, 201);
    }

    private static String definition(String op, String more) {
        return "{\"name\": \"Steered\", " + more + "\"where\": {\"trait\": \"attributes.address.country\", \"op\": \""
                + op + "\", \"value\": \"Land " + RUN + "\"}}";
    }

    private static JsonNode awaitState(String state) {
        JsonNode[] last = new JsonNode[1];
        boolean there = Deadline.in(Duration.ofSeconds(60)).await(() -> {
            last[0] = admin().get(ADDRESS).json();
            return state.equals(last[0].path("state").asText()) && !last[0].has("next");
        });
        assertThat(there).as(state + ": " + last[0]).isTrue();
        return last[0];
    }

    @Test
    void fromAPauseToTheArchive() {
        try (Browser browser = new Browser("en")) {
            browser.open("/segment/view.xhtml?key=" + KEY);
            new LoginPage(browser).as("max-" + RUN, PASSWORD);
            pollForLong(browser);
            pauseAndResume(browser);
            rollBack(browser);
            dropADraft(browser);
            archive(browser);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** As a page does that follows a backfill for ten minutes: its forms are still there afterwards. */
    private static void pollForLong(Browser browser) {
        browser.ask("window.polled = 0; (async () => { for (let i = 0; i < 400; i++) {"
                + " const answer = await fetch('progress?of=segments', { headers: { 'Crm-Refresh': 'true' } });"
                + " if ((await answer.json()).items) window.polled++; } })()");
        boolean polled = Deadline.in(Duration.ofSeconds(60))
                .await(() -> Long.valueOf(400).equals(browser.ask("return polled")));
        assertThat(polled).isTrue();
    }

    private static void pauseAndResume(Browser browser) {
        browser.follow(By.id("acts:pause"));
        assertThat(browser.find(By.id("told")).getText()).contains("Paused");
        assertThat(awaitState("paused").get("members").asInt()).isEqualTo(1);
        browser.follow(By.id("acts:resume"));
        assertThat(browser.find(By.id("told")).getText()).contains("Resumed");
        assertThat(awaitState("live").get("version").asInt()).isEqualTo(2);
    }

    private static void rollBack(Browser browser) {
        publish("neq");
        awaitState("live");
        browser.open("/segment/view.xhtml?act=roll_back&version=1&key=" + KEY);
        assertThat(browser.text()).contains("Roll back to version 1?");
        browser.follow(By.id("rolling:yes"));
        assertThat(browser.find(By.id("told")).getText()).contains("Published again");
        JsonNode back = awaitState("live");
        assertThat(back.get("version").asInt()).isEqualTo(4);
        assertThat(back.at("/where/op").asText()).isEqualTo("eq");
        assertThat(back.get("members").asInt()).isEqualTo(1);
    }

    private static void dropADraft(Browser browser) {
        assertThat(admin().put(ADDRESS, definition("neq", "\"state\": \"draft\", "))
                        .status())
                .isIn(200, 201);
        assertThat(admin().get(ADDRESS).json().has("draft")).isTrue();
        browser.open("/segment/view.xhtml?key=" + KEY);
        browser.follow(By.id("draft:drop"));
        browser.follow(By.id("dropping:yes"));
        assertThat(browser.find(By.id("told")).getText()).isNotBlank();
        assertThat(admin().get(ADDRESS).json().has("draft")).isFalse();
    }

    private static void archive(Browser browser) {
        browser.open("/segment/view.xhtml?key=" + KEY);
        browser.follow(By.linkText("Archive…"));
        browser.follow(By.id("archiving:yes"));
        assertThat(browser.find(By.id("told")).getText()).contains("Archived");
        assertThat(awaitState("archived").get("members").asInt()).isZero();
        browser.screenshot("segment-archived");
    }
}
