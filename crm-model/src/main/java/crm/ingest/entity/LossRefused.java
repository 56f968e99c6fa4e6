package crm.ingest.entity;

import jakarta.ejb.ApplicationException;

/** A decision about a loss that cannot be taken. Rolls the transaction back. */
@ApplicationException(rollback = true)
public class LossRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean unknown;

    private LossRefused(boolean unknown, String message) {
        super(message);
        this.unknown = unknown;
    }

    public static LossRefused noSuch() {
        return new LossRefused(true, "There is no loss of this id.");
    }

    public static LossRefused decided() {
        return new LossRefused(false, "This loss is decided already. Read it again.");
    }

    /** Whether there is none of that id. */
    public boolean unknown() {
        return unknown;
    }
}
