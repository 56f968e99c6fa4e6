package crm.operations.service;

import crm.operations.entity.Publication;
import jakarta.ejb.Local;
import java.util.List;

/**
 * The topics that are written to, as operators see them, as they were at most a second ago; none while the database does not
 * answer. Thread-safe, without a transaction.
 */
@Local
public interface Publications {

    List<Publication> all();
}
