package crm.segment.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import crm.condition.language.ConditionWords;
import crm.condition.language.DefinitionReader;
import crm.platform.rest.Json;
import crm.segment.entity.SegmentChanged;
import crm.segment.entity.SegmentInUse;
import crm.segment.entity.SegmentNotInForce;
import crm.segment.entity.SegmentRefused;
import crm.segment.entity.SegmentState;
import crm.segment.entity.SegmentSummary;
import crm.segment.entity.SegmentUnknown;
import crm.segment.entity.SegmentVersion;
import crm.segment.service.Choices;
import crm.segment.service.ChoicesService;
import crm.segment.service.SegmentService;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One segment: what it says, its versions, and what can be done with it. */
@Named("segment")
@RequestScoped
public class ViewSegmentPage {

    @EJB
    private SegmentService segments;

    @EJB
    private ChoicesService choices;

    @Inject
    private SegmentShown shown;

    @Inject
    private FacesContext faces;

    private String key;
    private String done;
    private String act;
    private String version;
    private Optional<Long> seen = Optional.empty();
    private String fault;
    private String detail;
    private List<SegmentSummary> all = List.of();
    private SegmentSummary summary;
    private List<SegmentVersion> versions;
    private Choices known;

    static String address(String key, String done) {
        return "/segment/view.xhtml?faces-redirect=true&key=" + URLEncoder.encode(key, StandardCharsets.UTF_8)
                + "&done=" + done;
    }

    // Which forms and buttons there are depends on these before Faces sets what a view has as parameters.
    @PostConstruct
    void start() {
        key = shown.key();
        act = shown.act();
        version = shown.version();
        seen = shown.revision();
        if (key != null) {
            read();
        }
    }

    /** Finds the segment of the address. */
    public void load() throws IOException {
        if (!faces.isPostback()) {
            read();
        }
        if (summary == null) {
            faces.getExternalContext().responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
            faces.responseComplete();
            return;
        }
        if (faces.isPostback() && !seen.equals(Optional.of(summary.revision()))) {
            fault = "changed";
        }
        shown.keep(key, act, version);
        shown.keep(summary);
    }

    private void read() {
        all = segments.all();
        summary = all.stream().filter(one -> one.key().equals(key)).findFirst().orElse(null);
        versions = summary == null ? null : segments.versions(key);
    }

    private Optional<SegmentSummary> found() {
        return Optional.ofNullable(summary);
    }

    private boolean is(SegmentState state) {
        return found().filter(one -> one.state() == state).isPresent();
    }

    // ---- what it says

    /** What is about to serve, else what serves, else what did last. */
    public SegmentVersion getNewest() {
        return summary.next().or(summary::serving).or(summary::draft).orElse(versions.get(0));
    }

    public String getName() {
        return said().path("name").asText();
    }

    public String getDescription() {
        return said().path("description").asText("");
    }

    public String getTimezone() {
        return said().path("timezone").asText("UTC");
    }

    private JsonNode said() {
        return summary == null ? MissingNode.getInstance() : definition(getNewest());
    }

    private static JsonNode definition(SegmentVersion version) {
        try {
            return Json.mapper().readTree(version.definition());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored definition", e);
        }
    }

    /** The condition of a version as a sentence. */
    public String words(SegmentVersion version) {
        Map<String, Set<String>> keys = new TreeMap<>();
        all.forEach(one -> keys.put(one.key(), Set.of()));
        Choices offered = choices();
        DefinitionReader reader = new DefinitionReader(offered.vocabulary().withSegments(keys));
        ConditionWords words = new ConditionWords(faces.getViewRoot().getLocale(), offered.names());
        return reader.condition(definition(version).path("where"), "")
                .value()
                .map(words::of)
                .orElse("");
    }

    /** The same for all versions of a page. */
    private Choices choices() {
        if (known == null) {
            known = choices.choices();
        }
        return known;
    }

    public String getState() {
        return found().map(one -> one.state().word()).orElse("");
    }

    public List<SegmentVersion> getVersions() {
        return versions;
    }

    /** The version by which members are told, null if none does. */
    public SegmentVersion getServing() {
        return found().flatMap(SegmentSummary::serving).orElse(null);
    }

    /** The version that all profiles are being asked of, null if none is. */
    public SegmentVersion getNext() {
        return found().flatMap(SegmentSummary::next).orElse(null);
    }

    public boolean isServing() {
        return getServing() != null;
    }

    public boolean isPausable() {
        return is(SegmentState.LIVE);
    }

    public boolean isPaused() {
        return is(SegmentState.PAUSED) && getNext() == null;
    }

    public boolean isArchived() {
        return is(SegmentState.ARCHIVED);
    }

    /** Whether a version is another one than that which serves or is about to, so that one can go back to it. */
    public boolean isEarlier(SegmentVersion version) {
        return version.state() != SegmentState.DRAFT
                && (version.version() != getNewest().version() || isArchived());
    }

    /** The others that have members, to be held against this one. */
    public List<String> getOthers() {
        return all.stream()
                .filter(one -> one.serving().isPresent())
                .map(SegmentSummary::key)
                .filter(one -> !one.equals(key))
                .toList();
    }

    // ---- what is done

    public String pause() {
        return did("paused", () -> segments.pause(key));
    }

    public String resume() {
        return did("resumed", () -> segments.resume(key));
    }

    public String archive() {
        return did("archived", () -> segments.archive(key));
    }

    /** Publishes again what an earlier version said. */
    public String rollBack() {
        int earlier = getBack().version();
        return did("rolled_back", () -> segments.rollBack(key, earlier, seen));
    }

    /** Whether something is written down that is not published. */
    public boolean isDrafted() {
        return found().flatMap(SegmentSummary::draft).isPresent();
    }

    public String publishDraft() {
        return did("published", () -> segments.publishDraft(key, seen));
    }

    /** One that was never published is gone with its draft. */
    public String dropDraft() {
        String there = did("dropped", () -> segments.dropDraft(key, seen));
        return there == null || segments.find(key).isPresent() ? there : "/segment/list.xhtml?faces-redirect=true";
    }

    private String did(String what, Runnable doing) {
        try {
            doing.run();
            return address(key, what);
        } catch (SegmentChanged e) {
            fault = "changed";
        } catch (SegmentInUse e) {
            fault = "in_use";
            detail = e.getMessage();
        } catch (SegmentRefused e) {
            fault = "refused";
            detail = e.faults().stream()
                    .map(one -> one.pointer() + " " + one.detail())
                    .findFirst()
                    .orElse("");
        } catch (SegmentUnknown e) {
            fault = "unknown";
        } catch (SegmentNotInForce e) {
            fault = "not_in_force";
            detail = e.getMessage();
        }
        return still();
    }

    /** The page as the segment is by now, or the list if it is gone. */
    private String still() {
        read();
        found().ifPresent(shown::keep);
        return summary == null ? "/segment/list.xhtml?faces-redirect=true" : null;
    }

    /** Whether it is asked a second time before all members leave. */
    public boolean isArchiving() {
        return "archive".equals(act) && !isArchived();
    }

    /** Whether it is asked a second time before what is written down is lost. */
    public boolean isDropping() {
        return "drop".equals(act) && isDrafted();
    }

    /** The version that one may go back to and is asked a second time about, null if there is none. */
    public SegmentVersion getBack() {
        return "roll_back".equals(act) && versions != null
                ? versions.stream()
                        .filter(one -> String.valueOf(one.version()).equals(version) && isEarlier(one))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    public String getFault() {
        return fault;
    }

    public String getDetail() {
        return detail;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getDone() {
        return done;
    }

    /** Only what there is a text for is said. */
    public void setDone(String done) {
        this.done = Optional.ofNullable(done)
                .filter(
                        Set.of("published", "drafted", "paused", "resumed", "archived", "rolled_back", "dropped")
                                ::contains)
                .orElse(null);
    }

    public String getAct() {
        return act;
    }

    public void setAct(String act) {
        this.act = act;
    }

    public String getVersion() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version;
    }
}
