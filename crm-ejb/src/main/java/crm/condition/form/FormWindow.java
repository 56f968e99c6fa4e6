package crm.condition.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.List;

/** Which events count by their time. What belongs to another kind of window than the chosen one is kept and not said. */
public class FormWindow implements Serializable {

    public static final List<String> KINDS = List.of("last", "between", "calendar", "since", "lifetime");

    private static final long serialVersionUID = 1L;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private String kind = "last";
    private FormDuration last = new FormDuration("30", "days");
    private FormDuration from = new FormDuration("90", "days");
    private FormDuration to = new FormDuration("30", "days");
    private String since;
    private String until;
    private String calendar = "this_month";

    static FormWindow of(JsonNode node) {
        FormWindow window = new FormWindow();
        window.kind = KINDS.stream().filter(node::has).findFirst().orElse("last");
        switch (window.kind) {
            case "last" -> window.last = FormDuration.of(node.path("last"));
            case "between" -> {
                window.from = FormDuration.of(node.path("between").path(0));
                window.to = FormDuration.of(node.path("between").path(1));
            }
            case "since" -> {
                window.since = node.path("since").asText(null);
                window.until = node.path("until").asText(null);
            }
            case "calendar" -> window.calendar = node.path("calendar").asText();
            default -> {}
        }
        return window;
    }

    JsonNode json() {
        ObjectNode json = JSON.objectNode();
        switch (kind) {
            case "last" -> Written.put(json, "last", last.json());
            case "between" -> {
                ArrayNode ends = json.putArray("between");
                Written.add(ends, from.json());
                Written.add(ends, to.json());
            }
            case "since" -> {
                json.put("since", since == null ? "" : since.strip());
                Written.put(json, "until", until);
            }
            case "calendar" -> json.put("calendar", calendar);
            default -> json.put("lifetime", true);
        }
        return json;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public FormDuration getLast() {
        return last;
    }

    public FormDuration getFrom() {
        return from;
    }

    public FormDuration getTo() {
        return to;
    }

    public String getSince() {
        return since;
    }

    public void setSince(String since) {
        this.since = since;
    }

    public String getUntil() {
        return until;
    }

    public void setUntil(String until) {
        this.until = until;
    }

    public String getCalendar() {
        return calendar;
    }

    public void setCalendar(String calendar) {
        this.calendar = calendar;
    }
}
