package crm.segment.page;

import crm.segment.entity.SegmentSummary;
import jakarta.faces.view.ViewScoped;
import java.io.Serializable;
import java.util.Optional;

/** What the page of a segment showed to who now sends one of its forms: it is this that they act on. */
@ViewScoped
public class SegmentShown implements Serializable {

    private static final long serialVersionUID = 1L;

    private String key;
    private String act;
    private String version;
    private Long revision;

    public void keep(String key, String act, String version) {
        this.key = key;
        this.act = act;
        this.version = version;
    }

    public void keep(SegmentSummary segment) {
        revision = segment.revision();
    }

    public String key() {
        return key;
    }

    public String act() {
        return act;
    }

    public String version() {
        return version;
    }

    /** How often the segment had been changed by then. */
    public Optional<Long> revision() {
        return Optional.ofNullable(revision);
    }
}
