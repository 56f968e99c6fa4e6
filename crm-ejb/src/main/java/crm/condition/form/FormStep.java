package crm.condition.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** One step of a sequence. */
public class FormStep implements Serializable {

    private static final long serialVersionUID = 1L;

    private String name;
    private String type;
    private final List<FormCheck> where;
    private final boolean whereSaid;
    private Boolean negated;
    private final FormDuration within;

    private FormStep(List<FormCheck> where, boolean whereSaid, FormDuration within) {
        this.where = where;
        this.whereSaid = whereSaid;
        this.within = within;
    }

    static FormStep blank() {
        return new FormStep(new ArrayList<>(), false, new FormDuration(null, "hours"));
    }

    static FormStep of(JsonNode node) {
        FormStep step = new FormStep(
                FormCheck.list(node.path("where")), node.has("where"), FormDuration.of(node.path("within")));
        step.name = node.path("as").asText(null);
        step.type = node.path("type").asText(null);
        step.negated = node.has("negate") ? node.path("negate").booleanValue() : null;
        return step;
    }

    ObjectNode json() {
        ObjectNode json = Written.JSON.objectNode();
        Written.put(json, "as", name);
        Written.put(json, "type", type);
        FormCheck.write(json, where, whereSaid);
        if (negated != null) {
            json.put("negate", negated);
        }
        Written.put(json, "within", within.json());
        return json;
    }

    public void addCheck() {
        where.add(FormCheck.blank());
    }

    public void removeCheck(FormCheck check) {
        where.remove(check);
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = type;
    }

    public List<FormCheck> getWhere() {
        return where;
    }

    public boolean isNegated() {
        return negated != null && negated;
    }

    public void setNegated(boolean negated) {
        if (negated || this.negated != null) {
            this.negated = negated;
        }
    }

    public FormDuration getWithin() {
        return within;
    }
}
