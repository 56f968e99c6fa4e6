package crm.segment.entity;

import jakarta.ejb.ApplicationException;

/** Somebody else changed the segment meanwhile. */
@ApplicationException(rollback = true)
public class SegmentChanged extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SegmentChanged() {
        super("The segment is not as it was read; read it again.");
    }
}
