package crm.segment.service;

import crm.profile.entity.ProfileId;
import crm.profile.store.PlansByKey;
import crm.segment.entity.Cause;
import crm.segment.entity.OwnTrait;
import crm.segment.store.DefinitionRows;
import crm.segment.store.TraitRows;
import crm.segment.store.TraitRows.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Asks traits that were saved of all profiles, and takes the values of those that were deleted from them; portion by portion. */
final class TraitPassing {

    private final Connection connection;
    private final Segments segments;
    private final TraitRows rows;

    TraitPassing(Connection connection, Segments segments) {
        this.connection = connection;
        this.segments = segments;
        this.rows = new TraitRows(connection);
    }

    /**
     * One portion; says whether there was anything to do.
     *
     * @param until the watermark; ALWAYS while it is not known
     */
    boolean step(int portion, long until) throws SQLException {
        if (!new DefinitionRows(connection).passesAlone()) {
            return false;
        }
        Optional<OwnTrait> passing = rows.passing();
        if (passing.isEmpty()) {
            return false;
        }
        PlansByKey.only(connection);
        if (passing.get().state() == OwnTrait.State.GOING) {
            take(passing.get().id(), portion);
        } else {
            ask(passing.get().id(), portion, until);
        }
        return true;
    }

    private void ask(int id, int portion, long until) throws SQLException {
        List<ProfileId> profiles = rows.after(id, portion);
        segments.ask(connection, profiles, Kept.ofTrait(id), Cause.BACKFILL, until);
        rows.passed(id, profiles, profiles.size() < portion);
    }

    private void take(int id, int portion) throws SQLException {
        List<ProfileId> profiles = rows.with(id, portion);
        rows.changed(rows.keep(
                profiles.stream().map(profile -> new Value(profile, id, null)).toList()));
        if (profiles.size() < portion) {
            rows.gone(id);
        }
    }
}
