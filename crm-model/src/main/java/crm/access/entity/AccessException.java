package crm.access.entity;

import jakarta.ejb.ApplicationException;

/** What went against the rules of accounts; the transaction is undone. */
@ApplicationException(rollback = true)
public abstract class AccessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AccessException(String message) {
        super(message);
    }
}
