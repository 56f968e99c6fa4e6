package crm.segment.entity;

import crm.ingest.entity.Fault;
import jakarta.ejb.ApplicationException;
import java.util.List;

/** A definition that is not as it must be, with each fault. */
@ApplicationException(rollback = true)
public class SegmentRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public SegmentRefused(List<Fault> faults) {
        super("The definition cannot be taken as it is.");
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
