package crm.ingest.worker;

import jakarta.ejb.ApplicationException;

/**
 * A batch was rolled back, for the cause it carries. As an application's exception it is not logged by the container,
 * which would do so for each half, with whatever the cause says about a customer.
 */
@ApplicationException(rollback = true)
public class BatchFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BatchFailed(Throwable cause) {
        super("rolled back", cause);
    }
}
