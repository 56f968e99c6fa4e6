package crm.segment.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.language.ConditionWords;
import crm.condition.language.DefinitionReader;
import crm.segment.service.ChoicesService;
import crm.segment.service.ReadySegments;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** The segments that are ready, in the language of the page. */
@Named("readyMade")
@RequestScoped
public class ReadyWords {

    @EJB
    private ChoicesService choices;

    @Inject
    private FacesContext faces;

    /** One that can be taken over. */
    public record Ready(String key, String name, String words) {}

    /** All but those whose keys are taken. */
    List<Ready> without(List<String> taken) {
        DefinitionReader reader = new DefinitionReader(choices.choices().vocabulary());
        ConditionWords words = new ConditionWords(faces.getViewRoot().getLocale());
        return ReadySegments.keys().stream()
                .filter(key -> !taken.contains(key))
                .map(key -> new Ready(key, name(key), words(key, reader, words)))
                .toList();
    }

    private static String words(String key, DefinitionReader reader, ConditionWords words) {
        return ReadySegments.definition(key)
                .flatMap(json -> reader.definition(json).value())
                .map(definition -> words.of(definition.where()))
                .orElse("");
    }

    private String name(String key) {
        return faces.getApplication().getResourceBundle(faces, "msg").getString("segment.ready." + key);
    }

    /** The definition under a name in the language of who takes it over. */
    JsonNode named(String key, JsonNode definition) {
        return ((ObjectNode) definition).put("name", name(key));
    }
}
