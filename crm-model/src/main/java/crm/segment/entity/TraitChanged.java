package crm.segment.entity;

import jakarta.ejb.ApplicationException;

/** Somebody else changed the trait meanwhile. */
@ApplicationException(rollback = true)
public class TraitChanged extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TraitChanged() {
        super("The trait is not as it was read; read it again.");
    }
}
