package crm.segment.page;

import crm.platform.entity.Busy;
import crm.platform.service.StoreFailed;
import crm.profile.entity.CustomerSummary;
import crm.segment.entity.SegmentComparison;
import crm.segment.entity.SegmentOverlap;
import crm.segment.entity.SegmentUnknown;
import crm.segment.service.SegmentComparing;
import crm.segment.service.SegmentMembers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** A segment held against another one, and two of its versions against each other. */
@Named("held")
@RequestScoped
public class HeldAgainstPage {

    @EJB
    private SegmentMembers members;

    @EJB
    private SegmentComparing comparing;

    @Inject
    private ViewSegmentPage segment;

    private String other;
    private Integer before;
    private Integer later;
    private SegmentOverlap overlap;
    private SegmentComparison comparison;
    private String fault;

    /** Finds out what the address asks for. */
    public void load() {
        if (segment.getVersions() == null) {
            return; // there is no such segment
        }
        try {
            if (other != null && segment.getOthers().contains(other)) {
                overlap = members.overlap(segment.getKey(), other);
            }
            if (before != null && later != null) {
                comparison = comparing.compare(segment.getKey(), before, later);
            }
        } catch (Busy | StoreFailed e) {
            fault = "busy";
        } catch (SegmentUnknown e) {
            fault = "unknown";
        }
    }

    public SegmentOverlap getOverlap() {
        return overlap;
    }

    /** Which share of the segment is in the other one, too. */
    public double getShare() {
        return overlap.members() == 0 ? 0 : overlap.both() / (double) overlap.members();
    }

    public double getOtherShare() {
        return overlap.others() == 0 ? 0 : overlap.both() / (double) overlap.others();
    }

    public SegmentComparison getComparison() {
        return comparison;
    }

    /** Who would enter, and who would leave. */
    public record Group(String kind, List<CustomerSummary> sample) {}

    public List<Group> getGroups() {
        return List.of(
                new Group("enter", comparison.enter().sample()),
                new Group("leave", comparison.leave().sample()));
    }

    public String getFault() {
        return fault;
    }

    public String getOther() {
        return other;
    }

    public void setOther(String other) {
        this.other = other;
    }

    public String getBefore() {
        return before == null ? null : before.toString();
    }

    public void setBefore(String before) {
        this.before = number(before);
    }

    public String getLater() {
        return later == null ? null : later.toString();
    }

    public void setLater(String later) {
        this.later = number(later);
    }

    // Addresses are typed, too: what is no number is as good as nothing.
    private static Integer number(String given) {
        return given != null && given.matches("[0-9]{1,9}") ? Integer.valueOf(given) : null;
    }
}
