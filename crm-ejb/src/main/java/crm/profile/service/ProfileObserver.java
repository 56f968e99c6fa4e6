package crm.profile.service;

import crm.profile.entity.ProfileId;
import crm.profile.store.EventRows.Owned;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Whoever keeps something that follows from profiles and their events. Told in the transaction that changes them, after
 * all of it is written and while the profiles are locked, so that both change together or not at all.
 */
public interface ProfileObserver {

    /**
     * What changed.
     *
     * @param events new ones, each under the profile it belongs to
     * @param moved profiles that won or lost events of others besides, or that another one answers for now
     */
    record Applied(List<Owned> events, Set<ProfileId> moved) {}

    void applied(Connection connection, Applied applied) throws SQLException;
}
