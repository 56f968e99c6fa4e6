package crm.platform.service;

import jakarta.ejb.ApplicationException;

/**
 * The database did not do what was asked; its own exception is the cause. The transaction rolls back. The container does
 * not log it: who called decides whether it is worth a line.
 */
@ApplicationException(rollback = true)
public class StoreFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreFailed(Exception cause) {
        super("the database failed", cause);
    }
}
