package crm.privacy.service;

import crm.privacy.entity.ActNotWritten;
import crm.privacy.store.Deed;
import crm.privacy.store.TrailRows;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The acts of one transaction. They are written as the last thing before it commits, so that the head of the chain is
 * locked last and for the shortest time, however long the transaction still goes on after an act.
 */
final class PendingActs implements Synchronization {

    private final DataSource database;
    private final List<Deed> acts = new ArrayList<>();

    PendingActs(DataSource database) {
        this.database = database;
    }

    void add(Deed act) {
        acts.add(act);
    }

    /** In the transaction still: what fails here rolls it back. */
    @Override
    public void beforeCompletion() {
        try (Connection connection = database.getConnection()) {
            new TrailRows(connection).append(acts);
        } catch (SQLException e) {
            throw new ActNotWritten(e);
        }
    }

    @Override
    public void afterCompletion(int status) {
        // Written or rolled back with all else.
    }
}
