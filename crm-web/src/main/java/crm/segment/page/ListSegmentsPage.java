package crm.segment.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import crm.platform.rest.Json;
import crm.platform.service.StoreFailed;
import crm.segment.entity.SegmentChanged;
import crm.segment.entity.SegmentHistory;
import crm.segment.entity.SegmentNotInForce;
import crm.segment.entity.SegmentRefused;
import crm.segment.entity.SegmentSaved;
import crm.segment.entity.SegmentState;
import crm.segment.entity.SegmentSummary;
import crm.segment.entity.SegmentUnknown;
import crm.segment.service.ReadySegments;
import crm.segment.service.SegmentMembers;
import crm.segment.service.SegmentService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The segments there are, and those that are ready to be taken over. */
@Named("segments")
@RequestScoped
public class ListSegmentsPage {

    private static final int PAGE = 50;
    private static final int DAYS = 30;

    @EJB
    private SegmentService segments;

    @EJB
    private SegmentMembers members;

    @Inject
    private ReadyWords readyWords;

    private String archived;
    private int page = 1;
    private String fault;
    private List<SegmentSummary> all;
    private List<SegmentRow> items;

    private List<SegmentSummary> all() {
        if (all == null) {
            all = segments.all();
        }
        return all;
    }

    private List<SegmentSummary> wanted() {
        return all().stream()
                .filter(one -> (one.state() == SegmentState.ARCHIVED) == ofArchived())
                .toList();
    }

    public List<SegmentRow> getItems() {
        if (items == null) {
            Map<String, Long> sizes = members.sizes();
            long everybody = members.everybody();
            items = wanted().stream()
                    .skip((long) (page - 1) * PAGE)
                    .limit(PAGE)
                    .map(one -> new SegmentRow(
                            one, name(one), sizes.getOrDefault(one.key(), 0L), everybody, days(one.key())))
                    .toList();
        }
        return items;
    }

    private String name(SegmentSummary segment) {
        return segment.next()
                .or(segment::shown)
                .or(() -> segments.versions(segment.key()).stream().findFirst())
                .map(version -> name(version.definition()))
                .orElse(segment.key());
    }

    static String name(String definition) {
        try {
            return Json.mapper().readTree(definition).path("name").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored definition", e);
        }
    }

    /** What takes too long is not told here; the list is there all the same. */
    private List<SegmentHistory.Item> days(String key) {
        try {
            return members.history(key, SegmentHistory.Step.DAY, DAYS, Optional.empty())
                    .items();
        } catch (StoreFailed e) {
            return List.of();
        }
    }

    private boolean ofArchived() {
        return "true".equals(archived);
    }

    /** How many there are of the other kind. */
    public long getOthers() {
        return all().size() - (long) wanted().size();
    }

    public boolean isNothing() {
        return all().isEmpty();
    }

    public boolean isMore() {
        return wanted().size() > (long) page * PAGE;
    }

    public List<ReadyWords.Ready> getReady() {
        return readyWords.without(all().stream()
                .filter(one -> one.state() != SegmentState.ARCHIVED)
                .map(SegmentSummary::key)
                .toList());
    }

    /** Publishes one that is ready, as it is; one that is archived comes back. */
    public String takeOver(String key) {
        Optional<JsonNode> ready = ReadySegments.definition(key);
        if (ready.isEmpty()) {
            fault = "unknown";
            return null;
        }
        Optional<SegmentSummary> there = segments.find(key);
        if (there.isPresent() && there.get().state() != SegmentState.ARCHIVED) {
            fault = "taken";
            return null;
        }
        try {
            SegmentSaved saved =
                    segments.publish(readyWords.named(key, ready.get()), there.map(SegmentSummary::revision));
            return ViewSegmentPage.address(saved.version().key(), "published");
        } catch (SegmentChanged e) {
            fault = "taken";
        } catch (SegmentRefused e) {
            fault = "refused";
        }
        return null;
    }

    public void pause(String key) {
        act(() -> segments.pause(key));
    }

    public void resume(String key) {
        act(() -> segments.resume(key));
    }

    private void act(Runnable act) {
        try {
            act.run();
        } catch (SegmentNotInForce e) {
            fault = "not_in_force";
        } catch (SegmentUnknown e) {
            fault = "unknown";
        } catch (StoreFailed e) {
            fault = "busy";
        }
        all = null;
        items = null;
    }

    public String getFault() {
        return fault;
    }

    public String getArchived() {
        return archived;
    }

    public void setArchived(String archived) {
        this.archived = archived;
        items = null;
    }

    public String getPage() {
        return String.valueOf(page);
    }

    /** Addresses are typed, too: what is no page is the first. */
    public void setPage(String given) {
        page = given != null && given.matches("[0-9]{1,9}") ? Math.max(1, Integer.parseInt(given)) : 1;
        items = null;
    }
}
