package crm.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import crm.it.lab.DeployedApplication;
import crm.it.lab.Letters;
import crm.it.lab.Producer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An operator finds a record that could not be applied, mends it, sees it applied, and discards what nobody can mend. */
class OperatorMendsARecordJourneyIT extends DeployedApplication {

    private static final String PASSWORD = "a long enough password";
    private static final String KEY = "j" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void prepare() {
        admin().put("/api/v1/users/olga", "{\"roles\":[\"operator\"],\"password\":\"" + PASSWORD + "\"}");
        try (Producer producer = producer()) {
            producer.raw("customer_order", KEY, order("\"much\""));
            producer.raw("customer_order", KEY + "-a", "{ nothing");
            producer.raw("customer_order", KEY + "-b", "{ nothing");
        }
    }

    private static String order(String total) {
        return """
                {"customer_id":"%s","type":"order.completed","time":"2020-01-01T00:00:00Z","order_id":"o","currency":"EUR",\
                "products":[{"product_id":"tea","name":"Grüner Tee","quantity":2}],"total":%s}""".formatted(KEY, total);
    }

    @Test
    void inEnglish() {
        List<JsonNode> parked = new Letters(admin()).await(KEY, 3);
        try (Browser browser = new Browser("en")) {
            browser.open("/operations/dead-letters.xhtml");
            new LoginPage(browser).as("olga", PASSWORD);
            DeadLettersPage letters = DeadLettersPage.open(browser);
            assertThat(browser.find(org.openqa.selenium.By.tagName("nav")).getText())
                    .contains("Dead letters");
            assertThat(letters.rows()).anySatisfy(row -> assertThat(row).contains("A field has the wrong form"));
            assertThat(String.join("\n", letters.rows()))
                    .as("nothing of what they say")
                    .doesNotContain(KEY);
            browser.screenshot("letters-en");

            DeadLetterPage letter = letters.letter(id(parked, KEY));
            assertThat(letter.reason()).isEqualTo("A field has the wrong form /total");
            assertThat(letter.fault()).isEqualTo("\"much\"");
            assertThat(letter.value()).contains("Grüner Tee");
            browser.screenshot("letter-en");

            assertThat(letter.replay().told()).contains("Refused again");
            assertThat(letter.edit(letter.editable().replace("\"much\"", "\"12.50\""))
                            .told())
                    .contains("Saved");
            browser.screenshot("letter-edited-en");
            assertThat(letter.replay().told()).contains("has its effect now");
            assertThat(letter.state()).isEqualTo("replayed");
            assertThat(letter.history()).contains("Replayed and refused", "Edited", "olga");
            browser.screenshot("letter-replayed-en");
            browser.phone();
            browser.screenshot("letter-phone");
            browser.desk();
            assertThat(admin().customer(KEY).at("/traits/total_spend/0/amount").textValue())
                    .isEqualTo("12.50");

            DeadLettersPage.open(browser)
                    .choose(id(parked, KEY + "-a"))
                    .choose(id(parked, KEY + "-b"))
                    .replayChosen();
            assertThat(letters.run()).contains("Replay ended").containsPattern("still open\\s+2");
            browser.screenshot("letters-run-en");
            assertThat(letters.choose(id(parked, KEY + "-a"))
                            .discardChosen("made up for a test")
                            .told())
                    .contains("discarded");
            assertThat(letters.choose(id(parked, KEY + "-b"))
                            .discardChosen("  ")
                            .told())
                    .contains("Say why");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void inChinese() {
        List<JsonNode> parked = new Letters(admin()).await(KEY, 3);
        try (Browser browser = new Browser("zh-CN")) {
            browser.open("/operations/dead-letters.xhtml");
            new LoginPage(browser).as("olga", PASSWORD);
            DeadLettersPage letters = DeadLettersPage.open(browser);
            assertThat(browser.text()).contains("死信");
            browser.screenshot("letters-zh");
            letters.letter(id(parked, KEY));
            browser.screenshot("letter-zh");
            assertThat(browser.text()).contains("历史");
            browser.open("/operations/dead-letters.xhtml?code=too_old&topic=customer_order");
            browser.screenshot("letters-none-zh");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static String id(List<JsonNode> parked, String key) {
        return parked.stream()
                .filter(letter -> letter.get("key").textValue().equals(key))
                .map(letter -> letter.get("id").asText())
                .findFirst()
                .orElseThrow();
    }
}
