package crm.segment.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import crm.ingest.entity.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The conversations that have begun and not ended, as their events tell: each as what its last beginning says. */
final class OpenConsultations {

    private static final String STARTED = "consultation.started";

    /** The types of events that open and close them. */
    static final Set<String> SOURCES = Set.of(STARTED, "consultation.ended");

    private OpenConsultations() {}

    /**
     * Those that are open after all of these.
     *
     * @param events of {@link #SOURCES}, in the order of their time
     */
    static ArrayNode after(List<Event> events) {
        Map<String, JsonNode> open = new LinkedHashMap<>();
        for (Event event : events) {
            JsonNode data = Words.json(event.data());
            String conversation = data.path("conversation_id").asText();
            if (event.type().equals(STARTED)) {
                open.put(conversation, data);
            } else {
                open.remove(conversation);
            }
        }
        return JsonNodeFactory.instance.arrayNode().addAll(open.values());
    }
}
