package crm.segment.entity;

import jakarta.ejb.ApplicationException;

/** There is no trait of this key that somebody has defined. */
@ApplicationException(rollback = true)
public class TraitUnknown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TraitUnknown() {
        super("Nobody has defined a trait of this key.");
    }
}
