package crm.segment.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.condition.language.Problem;
import crm.platform.rest.Json;
import crm.profile.entity.ProfileView;
import crm.profile.service.CustomerLooks;
import crm.segment.entity.Cluster;
import crm.segment.entity.ClusterDraft;
import crm.segment.entity.ClusterFeature;
import crm.segment.entity.SegmentRefused;
import crm.segment.service.ClusterService;
import crm.segment.service.SegmentService;
import jakarta.ejb.EJB;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** One group of customers that was found: how it differs, whom it has, what it is called, and the rule that says the same. */
@Named("cluster")
@ViewScoped
public class ViewClusterPage implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int NONE = -1;

    @EJB
    private transient ClusterService clusters;

    @EJB
    private transient SegmentService segments;

    @EJB
    private transient CustomerLooks looks;

    private int id = NONE;
    private String name;
    private String key;
    private String definition;
    private transient ClusterDraft draft;
    private transient Cluster cluster;
    private transient List<ProfileView> examples;

    public void load() throws IOException {
        Optional<Cluster> found = clusters.find(id);
        if (found.isEmpty()) {
            faces().getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
            faces().responseComplete();
            return;
        }
        cluster = found.get();
        name = cluster.given().orElse("");
    }

    public String rename() {
        if (name != null && name.codePointCount(0, name.length()) > ClusterService.LONGEST_NAME) {
            say("cluster.name.long", FacesMessage.SEVERITY_ERROR);
            return null;
        }
        clusters.rename(id, name == null ? "" : name.replace("\0", ""));
        return "/segment/cluster.xhtml?faces-redirect=true&id=" + id;
    }

    /** Makes a rule, and shows it. */
    public void describe() {
        Optional<ClusterDraft> made = clusters.rule(id);
        made.ifPresent(found -> {
            draft = found;
            definition = found.definition();
            key = document().path("key").asText();
        });
        if (made.isEmpty()) {
            say("cluster.rule.none", FacesMessage.SEVERITY_WARN);
        }
    }

    /** The rule becomes a segment of this key, which takes no segment's place by accident. */
    public void publish() {
        String wanted = key == null ? "" : key.strip();
        if (segments.find(wanted).isPresent()) {
            refuse(new Problem("/key", "taken", ""));
            return;
        }
        try {
            segments.publish(document().put("key", wanted));
            say("cluster.rule.published", FacesMessage.SEVERITY_INFO);
            definition = null;
        } catch (SegmentRefused e) {
            e.faults().forEach(fault -> refuse(new Problem(fault.pointer(), fault.code(), fault.detail())));
        }
    }

    private static void refuse(Problem problem) {
        BuilderTexts texts = new BuilderTexts(
                faces().getApplication().getResourceBundle(faces(), "msg"),
                faces().getViewRoot().getLocale());
        BuilderRow.Fault fault = texts.fault(problem, "");
        String said = (fault.field() + " " + fault.text()).strip();
        faces().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, said, ""));
    }

    private ObjectNode document() {
        try {
            return (ObjectNode) Json.mapper().readTree(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a definition that was just written", e);
        }
    }

    private static void say(String text, FacesMessage.Severity severity) {
        String said = faces().getApplication().getResourceBundle(faces(), "msg").getString(text);
        faces().addMessage(null, new FacesMessage(severity, said, ""));
    }

    private static FacesContext faces() {
        return FacesContext.getCurrentInstance();
    }

    private static ClusterFigures figures() {
        return new ClusterFigures(faces().getViewRoot().getLocale());
    }

    public Cluster getFound() {
        if (cluster == null) {
            cluster = clusters.find(id).orElse(null);
        }
        return cluster;
    }

    public String getTitle() {
        return getFound() == null ? "" : figures().name(getFound());
    }

    public String getShare() {
        return figures().percent(getFound().share());
    }

    public String own(ClusterFeature feature) {
        return figures().value(feature, feature.mean());
    }

    public String all(ClusterFeature feature) {
        return figures().value(feature, feature.meanOfAll());
    }

    /** Whether this is what it is called by: high, low, or neither. */
    public String side(ClusterFeature feature) {
        return getFound().standsOut().stream()
                .filter(word -> word.startsWith(feature.feature() + "."))
                .map(word -> word.substring(feature.feature().length() + 1))
                .findFirst()
                .orElse("");
    }

    /** As the caller may see them. */
    public List<ProfileView> getExamples() {
        if (examples == null) {
            examples = clusters.examples(id).stream()
                    .flatMap(profile -> looks.profile(profile).stream())
                    .toList();
        }
        return examples;
    }

    public String name(ProfileView profile) {
        return Optional.ofNullable(profile.attributes().get("name"))
                .map(String::valueOf)
                .or(() -> profile.identities().stream().findFirst().map(identity -> identity.value()))
                .orElse("–");
    }

    /** The rule that was made, null before. */
    public ClusterDraft getDraft() {
        return draft;
    }

    public boolean isDrafted() {
        return definition != null;
    }

    public String getWords() {
        String language = faces().getViewRoot().getLocale().getLanguage();
        return draft.words().getOrDefault(language, draft.words().get("en"));
    }

    public String percent(double share) {
        return figures().percent(share);
    }

    public String getDefinition() {
        return definition;
    }

    public String getId() {
        return id == NONE ? null : String.valueOf(id);
    }

    public void setId(String given) {
        id = number(given);
    }

    /** Addresses are typed, too: what is no number is no group's. */
    static int number(String given) {
        return given != null && given.matches("[0-9]{1,9}") ? Integer.parseInt(given) : NONE;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }
}
