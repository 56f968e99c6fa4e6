package crm.segment.entity;

import jakarta.ejb.ApplicationException;

/** What is asked of a segment cannot be said as long as it is in the state it is in. */
@ApplicationException(rollback = true)
public class SegmentNotInForce extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SegmentNotInForce(String message) {
        super(message);
    }
}
