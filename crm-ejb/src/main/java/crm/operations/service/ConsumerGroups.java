package crm.operations.service;

import crm.operations.entity.Check;
import crm.operations.entity.GroupStatus;
import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;

/**
 * The consumer groups of this installation as operators see them. Answers from a snapshot that is a second old while
 * somebody asks and a few seconds otherwise, never waits for a broker or database. Thread-safe, without a transaction.
 */
@Local
public interface ConsumerGroups {

    /** All groups by name. */
    List<GroupStatus> all();

    /**
     * One group as an operator has just made it: its positions, holds and workers are asked of the database now. Empty for
     * a group that there is not.
     */
    Optional<GroupStatus> fresh(String group);

    /** One check for the broker, its topics and each group. */
    List<Check> checks();
}
