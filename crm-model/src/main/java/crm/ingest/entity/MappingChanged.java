package crm.ingest.entity;

import jakarta.ejb.ApplicationException;

/** Somebody else has changed the mapping since it was read. */
@ApplicationException(rollback = true)
public class MappingChanged extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MappingChanged() {
        super("The mapping was changed meanwhile; read it again.");
    }
}
