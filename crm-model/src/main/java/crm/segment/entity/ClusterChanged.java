package crm.segment.entity;

import jakarta.ejb.ApplicationException;

/** Somebody else gave the group another name meanwhile. */
@ApplicationException(rollback = true)
public class ClusterChanged extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClusterChanged() {
        super("The group is not as it was read; read it again.");
    }
}
