package crm.segment.service;

import crm.profile.store.ThresholdRows;
import crm.segment.store.DefinitionRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;

/** Remembers the definitions in force as long as their number stays. Thread-safe. */
@ApplicationScoped
public class DefinitionsInForce {

    private final AtomicReference<InForce> latest = new AtomicReference<>();

    /** Those that are in force until the transaction ends. */
    InForce held(Connection connection) throws SQLException {
        DefinitionRows rows = new DefinitionRows(connection);
        long epoch = rows.held();
        InForce known = latest.get();
        if (known != null && known.epoch() == epoch) {
            return known;
        }
        InForce read = InForce.read(epoch, rows, new ThresholdRows(connection));
        latest.set(read);
        return read;
    }
}
