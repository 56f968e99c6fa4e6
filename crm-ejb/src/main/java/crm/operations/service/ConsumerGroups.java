package crm.operations.service;

import crm.operations.entity.Check;
import crm.operations.entity.GroupStatus;
import jakarta.ejb.Local;
import java.util.List;

/**
 * The consumer groups of this installation as operators see them. Answers from a snapshot that is a second old while
 * somebody asks and a few seconds otherwise, never waits for a broker or database. Thread-safe, without a transaction.
 */
@Local
public interface ConsumerGroups {

    /** All groups by name. */
    List<GroupStatus> all();

    /** One check for the broker, its topics and each group. */
    List<Check> checks();
}
