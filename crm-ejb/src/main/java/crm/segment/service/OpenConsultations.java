package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import crm.ingest.entity.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The conversations that have begun and not ended, as their events tell: each as what its last beginning says. Not
 * thread-safe.
 */
final class OpenConsultations {

    private static final String STARTED = "consultation.started";
    private static final String ENDED = "consultation.ended";

    /** The types of events that open and close them. */
    static final Set<String> SOURCES = Set.of(STARTED, ENDED);

    private final Map<String, JsonNode> open = new LinkedHashMap<>();

    /** The next one in time; of other types nothing follows. */
    void add(Event event) {
        if (!SOURCES.contains(event.type())) {
            return;
        }
        JsonNode data = Words.json(event.data());
        String conversation = data.path("conversation_id").asText();
        if (event.type().equals(STARTED)) {
            open.put(conversation, data);
        } else {
            open.remove(conversation);
        }
    }

    /** Those that are open now. */
    ArrayNode list() {
        return JsonNodeFactory.instance.arrayNode().addAll(open.values());
    }
}
