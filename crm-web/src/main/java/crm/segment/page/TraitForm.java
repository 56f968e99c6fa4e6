package crm.segment.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.form.FormNode;
import crm.condition.form.FormTree;
import crm.condition.language.Condition;
import crm.condition.language.DefinitionReader;
import crm.condition.language.Problem;
import crm.condition.language.TraitReader;
import crm.platform.rest.Json;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/** A measure over events as it is filled in: an event of the builder that is compared with nothing. */
public class TraitForm implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String EVENT = "event";
    private static final String NEW = "{\"measure\": \"count\", \"window\": {\"last\": \"P30D\"}}";
    private static final int LONGEST_KEY = 63;

    private final SegmentHead head = new SegmentHead("trait", LONGEST_KEY);
    private FormTree tree = new FormTree(compared(read(NEW)));

    void read(String definition, String key) {
        ObjectNode document = read(definition);
        head.read(document.put("key", key));
        tree = new FormTree(compared((ObjectNode) document.get(EVENT)));
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored definition", e);
        }
    }

    /** As a condition that holds wherever there is a value. */
    private static ObjectNode compared(ObjectNode measure) {
        return JsonNodeFactory.instance.objectNode().set(EVENT, measure.put("op", "exists"));
    }

    /** Lets what was filled in fit together. */
    void settle(Suggested suggested) {
        new Settling(suggested.choices()).settle(tree);
    }

    /** @param fixed the key of one that is there already */
    ObjectNode document(String fixed) {
        return head.document(fixed).set(EVENT, measure());
    }

    private JsonNode measure() {
        ObjectNode measure = (ObjectNode) tree.json().get(EVENT);
        measure.remove(List.of("op", "value"));
        if (List.of("count", "active_days").contains(measure.path("measure").asText())) {
            measure.remove("property");
        }
        return measure;
    }

    List<Problem> problems(Suggested suggested, String fixed) {
        return new TraitReader(suggested.choices().vocabulary())
                .trait(document(fixed))
                .problems();
    }

    /** What it measures as a sentence, empty while that is not complete. */
    String words(Suggested suggested, Locale language) {
        ObjectNode condition = compared((ObjectNode) measure());
        return new DefinitionReader(suggested.choices().vocabulary())
                .condition(condition, "")
                .value()
                .map(read -> suggested.words(language).measure((Condition.Event) read))
                .orElse("");
    }

    public SegmentHead getHead() {
        return head;
    }

    /** What is filled in of the event. */
    public FormNode getNode() {
        return tree.root();
    }
}
