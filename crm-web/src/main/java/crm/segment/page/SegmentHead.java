package crm.segment.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a definition has beside its condition, as it is typed. */
public class SegmentHead implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Pattern NO_KEY = Pattern.compile("[^a-z0-9]+");

    private final String noun;
    private final int longest;
    private String key;
    private String name;
    private String description;
    private String timezone = "UTC";

    /**
     * Of something new.
     *
     * @param noun which keys begin with where nothing better is known
     * @param longest key that is made
     */
    SegmentHead(String noun, int longest) {
        this.noun = noun;
        this.longest = longest;
    }

    void read(JsonNode definition) {
        key = definition.path("key").asText(null);
        name = definition.path("name").asText(null);
        description = definition.path("description").asText(null);
        timezone = definition.path("timezone").asText("UTC");
    }

    /** @param fixed the key of one that is there already */
    ObjectNode document(String fixed) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("key", fixed == null ? keyOrName() : fixed);
        document.put("name", name == null ? "" : name.strip());
        if (description != null) {
            document.put("description", description.strip());
        }
        document.put("timezone", timezone == null ? "UTC" : timezone.strip());
        return document;
    }

    /** A key made of the name where none is typed; a name in other letters gives none that can be read. */
    private String keyOrName() {
        if (key != null && !key.isBlank()) {
            return key.strip();
        }
        if (name == null) {
            return "";
        }
        String plain = NO_KEY.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceAll("_");
        String stripped = plain.replaceAll("^_+|_+$", "");
        String made = stripped.isEmpty() ? noun + "_" + Integer.toHexString(name.hashCode()) : stripped;
        return made.substring(0, Math.min(made.length(), longest));
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public String getTimezone() {
        return timezone;
    }

    public void setTimezone(String timezone) {
        this.timezone = timezone;
    }
}
