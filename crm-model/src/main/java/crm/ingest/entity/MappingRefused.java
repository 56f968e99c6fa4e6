package crm.ingest.entity;

import jakarta.ejb.ApplicationException;
import java.util.List;

/** A mapping as it may not be, with each fault. */
@ApplicationException(rollback = true)
public class MappingRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /**
     * For these faults.
     *
     * @param faults with pointers into the mapping
     */
    public MappingRefused(List<Fault> faults) {
        super("The mapping cannot be used as it is.");
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
