package crm.segment.entity;

import jakarta.ejb.ApplicationException;

/** There is no such segment, or no such version of it. */
@ApplicationException(rollback = true)
public class SegmentUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SegmentUnknown() {
        super("There is no such segment.");
    }
}
