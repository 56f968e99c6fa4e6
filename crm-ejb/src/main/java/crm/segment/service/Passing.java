package crm.segment.service;

import crm.profile.entity.ProfileId;
import crm.profile.store.PlansByKey;
import crm.segment.entity.Cause;
import crm.segment.store.DefinitionRows;
import crm.segment.store.DefinitionRows.Version;
import crm.segment.store.DueRows;
import crm.segment.store.HandoverRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a version of all profiles, portion by portion in the order of their ids, each portion a transaction that keeps how far
 * it came. Events of profiles that were not asked yet are told by it, too, so it does not matter who comes first. Profiles
 * are locked before {@link DefinitionRows#held}, as where events are applied.
 */
final class Passing {

    private static final String SWAP = "swap";
    private static final String LEAVE = "leave";
    private static final String FORGET = "forget";
    /** Why it is asked of profiles that were asked before. */
    private static final Map<String, Cause> AGAIN = Map.of("recheck", Cause.EDIT, "rfm", Cause.TIME);
    /** How many times as many profiles are told as are asked. */
    private static final int EASIER = 4;

    private final Connection connection;
    private final Segments segments;
    private final DefinitionRows rows;

    Passing(Connection connection, Segments segments) {
        this.connection = connection;
        this.segments = segments;
        this.rows = new DefinitionRows(connection);
    }

    /**
     * One portion, of at most so many profiles.
     *
     * @param now of the business clock
     * @param until the watermark, as for {@link Sweep}; ALWAYS while it is not known
     * @return whether there was anything to do
     */
    boolean step(int portion, Instant now, long until) throws SQLException {
        if (!rows.passesAlone()) {
            return false;
        }
        Optional<Version> passing = rows.passing();
        if (passing.isEmpty()) {
            return false;
        }
        switch (passing.get().pass().orElseThrow()) {
            case SWAP -> new Definitions(connection).swap(passing.get(), now);
            case Handover.PASS -> new Handover(connection, now).step(passing.get(), portion * EASIER);
            case LEAVE -> new Handover(connection, now).leave(passing.get(), portion * EASIER);
            case FORGET -> new HandoverRows(connection).forget(passing.get().id(), portion * EASIER);
            default -> ask(passing.get(), portion, until);
        }
        return true;
    }

    private void ask(Version version, int portion, long until) throws SQLException {
        PlansByKey.only(connection);
        Optional<Cause> again = version.pass().map(AGAIN::get);
        List<ProfileId> profiles = new DueRows(connection).after(version.id(), portion);
        segments.ask(connection, profiles, version.id(), again.orElse(Cause.BACKFILL), until);
        rows.passed(
                version.id(),
                profiles.isEmpty() ? null : profiles.get(profiles.size() - 1).toString(),
                profiles.size(),
                profiles.size() < portion,
                again.isPresent() ? "" : SWAP);
    }
}
