package crm.segment.entity;

import jakarta.ejb.ApplicationException;
import java.util.Set;

/** Other segments refer to it, so it cannot go. */
@ApplicationException(rollback = true)
public class SegmentInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SegmentInUse(Set<String> users) {
        super("These segments refer to it and must be changed first: " + String.join(", ", users));
    }
}
