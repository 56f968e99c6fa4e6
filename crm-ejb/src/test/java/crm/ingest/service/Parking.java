package crm.ingest.service;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import crm.privacy.service.Seals;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** What a group's transaction does with records that cannot be applied, on a connection of one's own. */
public final class Parking {

    private static final String GROUP = "bench";

    private final Connection connection;
    private final LetterSeals seals;

    public Parking(Connection connection, Seals seals) {
        this.connection = connection;
        this.seals = new LetterSeals(seals, new Identities(Deliveries.SETTINGS));
    }

    /** Records that are no events. */
    public void refuse(Collection<Delivery> refused, Rejection.Code code) throws SQLException {
        List<Refused> letters = refused.stream()
                .map(delivery -> new Refused(delivery, new Rejection(code, "", "a sentence")))
                .toList();
        new ParkStatement(connection, seals, GROUP).park(letters);
    }

    /** Events at which the handler fails, and those that wait behind them. */
    public void hold(Collection<Delivery> broken, Collection<Delivery> waiting) throws SQLException {
        refuse(broken, Rejection.Code.HANDLER_FAILED);
        HeldKeyRows keys = new HeldKeyRows(connection, seals);
        keys.hold(GROUP, broken);
        if (!waiting.isEmpty()) {
            keys.divert(GROUP, waiting);
        }
    }
}
