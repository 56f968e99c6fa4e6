package crm.condition.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A condition that is being put together; only what its {@linkplain NodeKind kind} has is filled in. */
public class FormNode implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int id;
    private NodeKind kind;
    private final List<FormNode> parts = new ArrayList<>();
    private final Map<String, String> words = new HashMap<>();
    private final Map<String, FormDuration> spans = new HashMap<>();
    private List<String> names = new ArrayList<>();
    private List<FormCheck> where = new ArrayList<>();
    private boolean whereSaid;
    private final List<FormStep> steps = new ArrayList<>();
    private FormWindow window = new FormWindow();
    private FormComparison is = new FormComparison("gte", new FormValue("1", FormValue.NUMBER));

    FormNode(int id, NodeKind kind) {
        this.id = id;
        this.kind = kind;
    }

    /** As a condition of a kind begins: what most people want is filled in. */
    static FormNode blank(int id, NodeKind kind) {
        FormNode node = new FormNode(id, kind);
        switch (kind) {
            case AT_LEAST -> node.words.put("n", "1");
            case EVENT -> node.words.put("measure", "count");
            case RECENCY -> {
                node.words.put("which", "last");
                node.words.put("op", "within");
                node.spans.put("value", new FormDuration("30", "days"));
            }
            case LIFECYCLE -> {
                node.words.put("type", "order.completed");
                node.words.put("state", "active");
                node.spans.put("active", new FormDuration("90", "days"));
                node.spans.put("lapse", new FormDuration("180", "days"));
            }
            case SEQUENCE -> {
                node.steps.add(FormStep.blank());
                node.steps.add(FormStep.blank());
            }
            case TRAIT -> node.is = new FormComparison("eq", new FormValue(null, FormValue.TEXT));
            case CONSENT -> node.words.put("granted", "true");
            case IDENTITY -> node.words.put("op", "exists");
            case RECORD -> node.words.put("kind", "consultation");
            case BUCKET -> {
                node.words.put("from", "0");
                node.words.put("to", "10");
            }
            default -> {}
        }
        return node;
    }

    public int getId() {
        return id;
    }

    public NodeKind getKind() {
        return kind;
    }

    public boolean isGroup() {
        return kind.isGroup();
    }

    void become(NodeKind other) {
        kind = other;
    }

    public List<FormNode> getParts() {
        return parts;
    }

    /** What has one text each: {@code type}, {@code measure}, {@code trait}, {@code currency}, … */
    public Map<String, String> getWords() {
        return words;
    }

    String word(String name) {
        String word = words.get(name);
        return word == null || word.isBlank() ? null : word.strip();
    }

    void word(String name, JsonNode value) {
        if (!value.isMissingNode()) {
            words.put(name, value.asText());
        }
    }

    /** Durations by the name they have in JSON. */
    public Map<String, FormDuration> getSpans() {
        return spans;
    }

    public List<String> getNames() {
        return names;
    }

    public void setNames(List<String> names) {
        this.names = new ArrayList<>(names);
    }

    public List<FormCheck> getWhere() {
        return where;
    }

    boolean saysWhere() {
        return whereSaid;
    }

    void where(JsonNode json) {
        whereSaid = json.isArray();
        where = FormCheck.list(json);
    }

    public void addCheck() {
        where.add(FormCheck.blank());
    }

    public void removeCheck(FormCheck check) {
        where.remove(check);
    }

    public List<FormStep> getSteps() {
        return steps;
    }

    public void addStep() {
        steps.add(FormStep.blank());
    }

    public void removeStep(FormStep step) {
        steps.remove(step);
    }

    /** One place earlier. */
    public void raiseStep(FormStep step) {
        int at = steps.indexOf(step);
        if (at > 0) {
            steps.add(at - 1, steps.remove(at));
        }
    }

    public FormWindow getWindow() {
        return window;
    }

    void window(FormWindow other) {
        window = other;
    }

    public FormComparison getIs() {
        return is;
    }

    void is(FormComparison other) {
        is = other;
    }
}
