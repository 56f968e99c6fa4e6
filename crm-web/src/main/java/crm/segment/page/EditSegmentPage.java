package crm.segment.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import crm.condition.form.FormCheck;
import crm.condition.form.FormNode;
import crm.condition.form.FormRow;
import crm.condition.form.FormStep;
import crm.condition.form.FormTree;
import crm.condition.form.NodeKind;
import crm.condition.language.DefinitionReader;
import crm.condition.language.Problem;
import crm.platform.rest.Json;
import crm.segment.entity.ClusterDraft;
import crm.segment.entity.SegmentChanged;
import crm.segment.entity.SegmentRefused;
import crm.segment.entity.SegmentSaved;
import crm.segment.entity.SegmentSummary;
import crm.segment.entity.SegmentVersion;
import crm.segment.page.BuilderRow.Fault;
import crm.segment.service.ChoicesService;
import crm.segment.service.ClusterService;
import crm.segment.service.ReadySegments;
import crm.segment.service.SegmentService;
import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A condition is put together by hand: one part of it is open at a time, the others say what they mean. */
@Named("builder")
@ViewScoped
public class EditSegmentPage implements Serializable {

    private static final long serialVersionUID = 1L;

    @EJB
    private transient ChoicesService choices;

    @EJB
    private transient SegmentService segments;

    @EJB
    private transient ClusterService clusters;

    @Inject
    private transient ReadyWords readyWords;

    private String key;
    private String ready;
    private String cluster;
    private boolean ruleless;
    private boolean known;
    private Long revision;
    private final SegmentHead head = new SegmentHead("segment", 100);
    private FormTree tree = new FormTree();
    private final HashMap<Integer, String> wished = new HashMap<>();
    private Integer open;
    private Integer focus;
    private boolean strict;
    private String json;
    private boolean jsonOpen;
    private ArrayList<Problem> refused = new ArrayList<>();
    private transient ArrayList<Problem> jsonProblems;
    private transient Drafted drafted;
    private transient Suggested suggested;

    private String moved;
    private String target;
    private String place;

    /** Begins with the segment of the address, one that is ready, the rule of a group that was found, or nothing. */
    public void load() throws IOException {
        if (key != null) {
            Optional<SegmentSummary> found = segments.find(key);
            if (found.isEmpty()) {
                faces().getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
                faces().responseComplete();
                return;
            }
            known = true;
            revision = found.get().revision();
            begin(read(newest(found.get()).definition()));
        } else if (ready != null) {
            ReadySegments.definition(ready).ifPresent(definition -> begin(readyWords.named(ready, definition)));
        } else if (cluster != null) {
            Optional<ClusterDraft> rule = clusters.rule(ViewClusterPage.number(cluster));
            rule.ifPresent(found -> begin(read(found.definition())));
            ruleless = rule.isEmpty();
        }
        json = pretty();
    }

    /** What somebody wrote last, published or not. */
    private SegmentVersion newest(SegmentSummary segment) {
        return segment.draft()
                .or(segment::next)
                .or(segment::serving)
                .orElseGet(() -> segments.versions(segment.key()).get(0));
    }

    private void begin(JsonNode definition) {
        head.read(definition);
        tree = new FormTree(definition.path("where"));
    }

    private static JsonNode read(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored definition", e);
        }
    }

    // ---- what is done with conditions; each is followed by showing all of it

    /** Takes over what was filled in. */
    public void refresh() {
        refused.clear();
        become();
        touched();
    }

    private void become() {
        wished.forEach((id, kind) -> tree.find(id).ifPresent(group -> tree.become(group, NodeKind.of(kind))));
        wished.clear();
    }

    private void touched() {
        new Settling(suggested().choices()).settle(tree);
        drafted = null;
        json = pretty();
        jsonProblems = null;
    }

    private void on(int id, Consumer<FormNode> act) {
        refused.clear();
        become();
        tree.find(id).ifPresent(act);
        focus = id;
        touched();
    }

    /** Opens a condition, or closes it. */
    public void open(int id) {
        on(id, node -> open = Integer.valueOf(id).equals(open) ? null : Integer.valueOf(id));
    }

    public void add(int id, String kind) {
        on(id, node -> open = tree.add(node, NodeKind.of(kind)).getId());
        focus = open;
    }

    public void remove(int id) {
        on(id, tree::remove);
        focus = tree.root().getId();
    }

    public void copy(int id) {
        on(id, tree::copy);
    }

    public void up(int id) {
        on(id, tree::up);
    }

    public void down(int id) {
        on(id, tree::down);
    }

    public void into(int id) {
        on(id, tree::into);
    }

    public void negate(int id) {
        on(id, tree::negate);
    }

    public void wrap(int id) {
        on(id, node -> tree.wrap(node, NodeKind.ANY));
    }

    /** As it was dragged. */
    public void drop() {
        become();
        try {
            FormNode node = tree.find(Integer.parseInt(moved)).orElseThrow();
            FormNode to = tree.find(Integer.parseInt(target)).orElseThrow();
            tree.move(node, to, FormTree.Where.valueOf(place));
            focus = node.getId();
        } catch (IllegalArgumentException | NoSuchElementException e) {
            focus = null; // what was dragged is gone
        }
        refresh();
    }

    public void addCheck(int id) {
        on(id, FormNode::addCheck);
    }

    public void removeCheck(int id, FormCheck check) {
        on(id, node -> node.removeCheck(check));
    }

    public void addStep(int id) {
        on(id, FormNode::addStep);
    }

    public void removeStep(int id, FormStep step) {
        on(id, node -> node.removeStep(step));
    }

    public void raiseStep(int id, FormStep step) {
        on(id, node -> node.raiseStep(step));
    }

    public void addStepCheck(int id, FormStep step) {
        on(id, node -> step.addCheck());
    }

    public void removeStepCheck(int id, FormStep step, FormCheck check) {
        on(id, node -> step.removeCheck(check));
    }

    /** What groups say of their parts, by their ids. */
    public Map<Integer, String> getGroupKinds() {
        return new GroupKinds(tree, wished);
    }

    // ---- JSON

    /** Takes over the JSON, if it can be; else says where it cannot. */
    public void applyJson() {
        String typed = json == null ? "" : json;
        jsonOpen = true;
        refused.clear();
        try {
            JsonNode where = Json.mapper().readTree(typed);
            List<Problem> problems = reading().condition(where, "").problems();
            if (problems.isEmpty()) {
                tree = new FormTree(where);
                open = null;
                touched();
            } else {
                jsonProblems = new ArrayList<>(problems);
            }
        } catch (JsonProcessingException e) {
            jsonProblems = new ArrayList<>(List.of(new Problem("", "not_json", told(e))));
        }
    }

    private static String told(JsonProcessingException e) {
        return e.getLocation() == null
                ? e.getOriginalMessage()
                : "Line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage();
    }

    private String pretty() {
        ObjectWriter writer = Json.mapper().writerWithDefaultPrettyPrinter();
        try {
            return writer.writeValueAsString(tree.json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a condition", e);
        }
    }

    // ---- publishing

    /** Publishes it, if nothing is wrong. */
    public String publish() {
        return saved(document -> segments.publish(document, seen()), "published");
    }

    /** Writes it down beside what serves; it can be published later. */
    public String draft() {
        return saved(document -> segments.draft(document, seen()), "drafted");
    }

    private Optional<Long> seen() {
        return Optional.ofNullable(revision);
    }

    private String saved(Function<JsonNode, SegmentSaved> act, String done) {
        strict = true;
        refresh();
        if (!drafted().problems().isEmpty() || isTaken()) {
            return null;
        }
        try {
            return ViewSegmentPage.address(act.apply(document()).version().key(), done);
        } catch (SegmentChanged e) {
            refused.add(new Problem("", "changed", "Somebody else changed it meanwhile."));
            drafted = null;
            return null;
        } catch (SegmentRefused e) {
            e.faults().forEach(fault -> refused.add(new Problem(fault.pointer(), fault.code(), fault.detail())));
            drafted = null;
            return null;
        }
    }

    /** What is new takes no segment's place by accident. */
    private boolean isTaken() {
        boolean taken = !known && segments.find(document().path("key").asText()).isPresent();
        if (taken) {
            refused.add(new Problem("/key", "taken", "Another segment has it: choose another key, or edit that one."));
        }
        return taken;
    }

    private JsonNode document() {
        return read(head.document(key).set("where", tree.json()).toString());
    }

    // ---- what is shown

    private Drafted drafted() {
        if (drafted == null) {
            drafted = new Drafted(reading(), document(), suggested().words(locale()));
        }
        return drafted;
    }

    private DefinitionReader reading() {
        Map<String, Set<String>> keys = new TreeMap<>();
        getSegmentKeys().forEach(one -> keys.put(one, Set.of()));
        return new DefinitionReader(suggested().choices().vocabulary().withSegments(keys));
    }

    public List<BuilderRow> getRows() {
        List<BuilderRow> rows = new ArrayList<>();
        List<FormRow> all = tree.rows("/where");
        for (FormRow row : all) {
            boolean isOpen = Integer.valueOf(row.node().getId()).equals(open);
            boolean quiet = isOpen && !strict;
            rows.add(new BuilderRow(
                    row,
                    row.node().isGroup() ? "" : drafted().words(row.pointer()),
                    quiet ? List.of() : faults(problems(), row, all),
                    faults(drafted().hints(), row, all),
                    isOpen));
        }
        return rows;
    }

    private List<Problem> problems() {
        return Stream.concat(drafted().problems().stream(), refused.stream()).toList();
    }

    private List<Fault> faults(List<Problem> problems, FormRow row, List<FormRow> all) {
        BuilderTexts texts = texts();
        return problems.stream()
                .filter(problem -> Drafted.belongs(problem.pointer(), row, all))
                .map(problem -> texts.fault(problem, row.pointer()))
                .toList();
    }

    /** What is wrong with the key, the name and all else that is no condition. */
    public List<Fault> getHeadFaults() {
        BuilderTexts texts = texts();
        return problems().stream()
                .filter(problem -> strict && !problem.pointer().startsWith("/where"))
                .map(problem -> texts.fault(problem, ""))
                .toList();
    }

    public List<Problem> getJsonProblems() {
        return jsonProblems == null ? List.of() : jsonProblems;
    }

    /** All of it as a sentence, empty while it is not complete. */
    public String getSentence() {
        return drafted().words("/where");
    }

    public boolean isWhole() {
        return drafted().isWhole();
    }

    /** How many things are wrong, where somebody wanted to be done. */
    public int getWrong() {
        return strict ? problems().size() : 0;
    }

    /** What is counted, empty while there is nothing that can be. */
    public String getQuestion() {
        return drafted().isWhole() ? drafted().question(key) : "";
    }

    public Suggested getSuggested() {
        return suggested();
    }

    private Suggested suggested() {
        if (suggested == null) {
            suggested = new Suggested(choices.choices());
        }
        return suggested;
    }

    public List<String> getSegmentKeys() {
        return segments.all().stream()
                .filter(one -> one.serving().isPresent())
                .map(one -> one.key())
                .filter(one -> !one.equals(key))
                .toList();
    }

    private BuilderTexts texts() {
        return new BuilderTexts(faces().getApplication().getResourceBundle(faces(), "msg"), locale());
    }

    private static Locale locale() {
        return faces().getViewRoot().getLocale();
    }

    private static FacesContext faces() {
        return FacesContext.getCurrentInstance();
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getReady() {
        return ready;
    }

    public void setReady(String ready) {
        this.ready = ready;
    }

    /** Whether it is another version of a segment that is there. */
    public boolean isKnown() {
        return known;
    }

    public SegmentHead getHead() {
        return head;
    }

    /** Of which condition the keyboard goes on. */
    public Integer getFocus() {
        return focus;
    }

    public String getCluster() {
        return cluster;
    }

    public void setCluster(String cluster) {
        this.cluster = cluster;
    }

    /** Whether no rule could be made of the group of the address. */
    public boolean isRuleless() {
        return ruleless;
    }

    public String getJson() {
        return json;
    }

    public void setJson(String json) {
        this.json = json;
    }

    public boolean isJsonOpen() {
        return jsonOpen;
    }

    public String getMoved() {
        return moved;
    }

    public void setMoved(String moved) {
        this.moved = moved;
    }

    public String getTarget() {
        return target;
    }

    public void setTarget(String target) {
        this.target = target;
    }

    public String getPlace() {
        return place;
    }

    public void setPlace(String place) {
        this.place = place;
    }
}
