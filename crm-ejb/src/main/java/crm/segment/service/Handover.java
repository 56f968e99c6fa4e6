package crm.segment.service;

import crm.profile.entity.ProfileId;
import crm.profile.store.PlansByKey;
import crm.segment.store.DefinitionRows;
import crm.segment.store.DefinitionRows.Version;
import crm.segment.store.HandoverRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * A version has taken the place of another: from then on everybody is in what it says. That is told portion by portion, each a
 * transaction that locks its profiles as whoever tells their memberships does. Of a profile that changes before its turn
 * it is told right before that, once. So a million members hold nobody up.
 */
final class Handover {

    static final String PASS = "handover";

    private final Connection connection;
    private final HandoverRows rows;
    private final DefinitionRows definitions;
    private final Instant now;

    /** @param now of the business clock */
    Handover(Connection connection, Instant now) {
        this.connection = connection;
        this.rows = new HandoverRows(connection);
        this.definitions = new DefinitionRows(connection);
        this.now = now;
    }

    /** Profiles of which something else is about to be told, which the caller has locked. */
    void settle(int version, Collection<ProfileId> profiles) throws SQLException {
        List<ProfileId> unsettled = profiles.isEmpty() ? List.of() : rows.unsettled(version, profiles);
        if (!unsettled.isEmpty()) {
            rows.tell(version, unsettled, now);
            rows.settled(version, unsettled);
        }
    }

    /** A portion of those who are in either version. */
    void step(Version version, int portion) throws SQLException {
        PlansByKey.only(connection);
        List<ProfileId> next = rows.next(version.id(), portion);
        if (next.isEmpty()) {
            definitions.alone();
            rows.finish(version.id());
            definitions.changed();
            return;
        }
        definitions.held();
        List<ProfileId> unsettled = rows.unsettled(version.id(), next);
        if (!unsettled.isEmpty()) {
            rows.tell(version.id(), unsettled, now);
        }
        rows.passed(version.id(), next.get(next.size() - 1));
    }

    /** A portion of the members of a version that nothing follows: they leave. */
    void leave(Version version, int portion) throws SQLException {
        PlansByKey.only(connection);
        List<ProfileId> next = rows.next(version.id(), portion);
        if (next.isEmpty()) {
            rows.forget(version.id(), portion);
            return;
        }
        definitions.held();
        rows.leave(version.id(), next, now);
    }
}
