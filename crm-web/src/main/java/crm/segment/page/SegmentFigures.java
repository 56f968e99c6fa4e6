package crm.segment.page;

import crm.platform.page.Chart;
import crm.platform.page.Chart.Kind;
import crm.platform.page.Chart.Series;
import crm.platform.service.StoreFailed;
import crm.segment.entity.SegmentHistory;
import crm.segment.service.SegmentMembers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.ToLongFunction;

/** How many are in a segment, and how that changed. */
@Named("segmentFigures")
@RequestScoped
public class SegmentFigures {

    private static final int DAYS = 30;

    @EJB
    private SegmentMembers members;

    @Inject
    private ViewSegmentPage segment;

    @Inject
    private FacesContext faces;

    private SegmentHistory history;
    private boolean slow;

    /** Null if it cannot be told now. */
    private SegmentHistory history() {
        if (history == null && !slow && segment.getVersions() != null) {
            try {
                history = members.history(segment.getKey(), SegmentHistory.Step.DAY, DAYS, Optional.empty());
            } catch (StoreFailed e) {
                slow = true;
            }
        }
        return history;
    }

    public boolean isSlow() {
        return history() == null;
    }

    public long getSize() {
        return isSlow() ? members.size(segment.getKey()) : history().size();
    }

    /** How many profiles there are to be asked, about. */
    public long getEverybody() {
        return members.everybody();
    }

    /** How far the version is that all are being asked of, from 0 to 1. */
    public double getPassed() {
        return segment.getNext() == null ? 0 : Passed.share(segment.getNext().passed(), getEverybody());
    }

    public long getEntered() {
        return isSlow() ? 0 : last().entered();
    }

    public long getExited() {
        return isSlow() ? 0 : last().exited();
    }

    private SegmentHistory.Item last() {
        List<SegmentHistory.Item> items = history().items();
        return items.get(items.size() - 1);
    }

    /** Days are those of the segment. */
    public Chart getChart() {
        List<SegmentHistory.Item> items = isSlow() ? List.of() : history().items();
        ZoneId zone = isSlow() ? ZoneId.of("UTC") : ZoneId.of(history().timezone());
        return new Chart(
                faces.getViewRoot().getLocale(),
                items.stream()
                        .map(item -> item.at().atZone(zone).toLocalDate().toString())
                        .toList(),
                List.of(
                        series(Kind.LINE, "segment.size", items, SegmentHistory.Item::size),
                        series(Kind.BAR, "segment.entered", items, SegmentHistory.Item::entered),
                        series(Kind.BAR, "segment.exited", items, SegmentHistory.Item::exited)));
    }

    private Series series(
            Kind kind, String name, List<SegmentHistory.Item> items, ToLongFunction<SegmentHistory.Item> value) {
        ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "msg");
        return new Series(
                kind,
                texts.getString(name),
                Optional.empty(),
                items.stream()
                        .map(item -> BigDecimal.valueOf(value.applyAsLong(item)))
                        .toList());
    }
}
