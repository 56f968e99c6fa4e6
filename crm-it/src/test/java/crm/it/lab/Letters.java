package crm.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import crm.dev.lab.Deadline;
import crm.it.lab.Crm.Answer;
import java.time.Duration;
import java.util.List;

/** Dead letters as an operator's script sees them. */
public record Letters(Crm crm) {

    private static final String PATH = "/api/v1/operations/dead-letters";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** All whose record has a key that begins so. */
    public List<JsonNode> withKeys(String beginning) {
        return crm.all(PATH + "?limit=500").stream()
                .filter(letter -> letter.path("key").asText().startsWith(beginning))
                .toList();
    }

    /** Waits until so many are parked. */
    public List<JsonNode> await(String beginning, int count) {
        Deadline.in(PATIENCE).await(() -> withKeys(beginning).size() >= count);
        List<JsonNode> found = withKeys(beginning);
        assertThat(found).hasSize(count);
        return found;
    }

    /** Waits for the one. */
    public JsonNode await(String key) {
        return await(key, 1).get(0);
    }

    public Answer get(JsonNode letter) {
        return crm.get(path(letter));
    }

    /** Gives it another value, which must be taken. */
    public void mend(JsonNode letter, String value) {
        Answer edited = edit(
                letter,
                JsonNodeFactory.instance.objectNode().put("value", value).toString());
        assertThat(edited.status()).as(() -> edited.response().body()).isEqualTo(200);
    }

    public Answer edit(JsonNode letter, String json) {
        return crm.put(path(letter), json);
    }

    public Answer edit(JsonNode letter, String json, String ifMatch) {
        return crm.put(path(letter), json, ifMatch);
    }

    public Answer replay(JsonNode letter) {
        return crm.post(path(letter) + "/replay", "");
    }

    public Answer discard(JsonNode letter, String reason) {
        return crm.post(path(letter) + "/discard", "{\"reason\":\"" + reason + "\"}");
    }

    /** One step. */
    public Answer replayMany(String selection) {
        return crm.post(PATH + "/replay", selection);
    }

    private static String path(JsonNode letter) {
        return PATH + '/' + letter.get("id").asLong();
    }
}
