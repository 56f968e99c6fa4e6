package crm.ingest.entity;

import jakarta.ejb.ApplicationException;

/** A dead letter with which what is wished cannot be done. Rolls the transaction back. */
@ApplicationException(rollback = true, inherited = true)
public abstract class LetterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LetterException(String message) {
        super(message);
    }

    LetterException(String message, Throwable cause) {
        super(message, cause);
    }
}
