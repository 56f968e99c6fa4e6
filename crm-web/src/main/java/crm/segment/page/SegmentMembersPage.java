package crm.segment.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.platform.entity.Busy;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.platform.rest.Csv;
import crm.platform.rest.Spool;
import crm.segment.entity.SegmentMember;
import crm.segment.service.SegmentMembers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.List;
import java.util.Optional;

/** Who is in a segment, page by page and as a file. */
@Named("segmentMembers")
@RequestScoped
public class SegmentMembersPage {

    private static final int PAGE = 25;

    @EJB
    private SegmentMembers members;

    @Inject
    private ViewSegmentPage segment;

    @Inject
    private FacesContext faces;

    private String after;
    private Page<SegmentMember> page;
    private boolean busy;

    private Page<SegmentMember> page() {
        if (segment.getVersions() == null) {
            return new Page<>(List.of(), Optional.empty()); // there is no such segment any more
        }
        if (page == null) {
            page = read(Optional.ofNullable(after).filter(cursor -> !cursor.isBlank()));
        }
        return page;
    }

    private Page<SegmentMember> read(Optional<String> cursor) {
        try {
            return members.page(segment.getKey(), Optional.empty(), PAGE, cursor);
        } catch (ForeignCursor e) {
            return members.page(segment.getKey(), Optional.empty(), PAGE, Optional.empty());
        }
    }

    public List<SegmentMember> getItems() {
        return page().items();
    }

    /** Where the next page begins, null at the end. */
    public String getNext() {
        return page().next().orElse(null);
    }

    public boolean isFirst() {
        return after == null || after.isBlank();
    }

    /** Sends all of them as a file. Nothing is answered before it is there, so that an error can be shown as a page. */
    public void export() throws IOException {
        try (Spool spool = Spool.of(this::write)) {
            ExternalContext external = faces.getExternalContext();
            external.setResponseContentType(Csv.TYPE + ";charset=UTF-8;header=present");
            external.setResponseHeader("Content-Length", String.valueOf(spool.size()));
            external.setResponseHeader("Content-Disposition", "attachment; filename=\"members.csv\"");
            faces.responseComplete();
            spool.send(external.getResponseOutputStream());
        } catch (Busy e) {
            busy = true;
        }
    }

    private void write(OutputStream out) throws IOException {
        BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        Csv csv = new Csv(text);
        csv.line(List.of("profile_id", "customer_id", "since"));
        members.export(
                segment.getKey(),
                Optional.empty(),
                member -> csv.line(List.of(
                        member.profileId().toString(),
                        member.customerId().orElse(""),
                        member.since().toString())));
        text.flush();
    }

    public boolean isBusy() {
        return busy;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }
}
