package crm.ingest.entity;

import jakarta.ejb.ApplicationException;
import java.util.List;

/** An event that somebody wanted to make here and that is not as it must be, with each fault. */
@ApplicationException(rollback = true)
public class EventRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public EventRefused(List<Fault> faults) {
        super("What was sent cannot be taken as it is.");
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
