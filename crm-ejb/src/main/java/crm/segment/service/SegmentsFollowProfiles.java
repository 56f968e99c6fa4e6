package crm.segment.service;

import crm.ingest.service.PayloadReader;
import crm.platform.service.BusinessClock;
import crm.privacy.service.Seals;
import crm.profile.service.ConsentSettings;
import crm.profile.service.ProfileObserver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;

/** Whenever profiles change their memberships do, in the same transaction. */
@ApplicationScoped
public class SegmentsFollowProfiles implements ProfileObserver {

    @Inject
    private DefinitionsInForce definitions;

    @Inject
    private PayloadReader payloads;

    @Inject
    private Seals seals;

    @Inject
    private ConsentSettings consents;

    @Inject
    private BusinessClock clock;

    @Override
    public void applied(Connection connection, Applied applied) throws SQLException {
        segments().applied(connection, applied);
    }

    /** With what this node has. */
    Segments segments() {
        return new Segments(definitions, payloads::read, seals, consents::unknownGranted, clock);
    }
}
