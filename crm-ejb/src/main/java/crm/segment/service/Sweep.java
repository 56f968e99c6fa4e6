package crm.segment.service;

import crm.condition.evaluation.Micros;
import crm.profile.entity.ProfileId;
import crm.profile.store.PlansByKey;
import crm.segment.store.DueRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Tells what has come due with no event, portion by portion, each a transaction; any number of nodes at once. */
final class Sweep {

    private final Connection connection;
    private final Segments segments;

    Sweep(Connection connection, Segments segments) {
        this.connection = connection;
        this.segments = segments;
    }

    /**
     * One portion.
     *
     * @param until the watermark: up to which instant all events have come, now at the latest
     * @return how many profiles it told of
     */
    int step(Instant until, int most) throws SQLException {
        List<ProfileId> due = new DueRows(connection).due(until, most);
        if (!due.isEmpty()) {
            PlansByKey.only(connection);
            segments.tell(connection, due, Micros.of(until));
        }
        return due.size();
    }
}
