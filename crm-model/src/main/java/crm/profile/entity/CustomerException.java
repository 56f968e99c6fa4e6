package crm.profile.entity;

import jakarta.ejb.ApplicationException;

/** A customer with whom what is wished cannot be done. Rolls the transaction back. */
@ApplicationException(rollback = true, inherited = true)
public abstract class CustomerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CustomerException(String message) {
        super(message);
    }
}
