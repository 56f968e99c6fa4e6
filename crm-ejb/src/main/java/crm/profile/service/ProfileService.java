package crm.profile.service;

import crm.ingest.entity.Event;
import crm.ingest.service.EventsFailed;
import crm.ingest.service.PayloadReader;
import crm.ingest.service.ViolationRows;
import crm.platform.service.StoreFailed;
import crm.privacy.service.Seals;
import crm.profile.store.ClaimRows;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Folds events into profiles. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class ProfileService {

    @Inject
    private DataSource database;

    @Inject
    private PayloadReader payloads;

    @Inject
    private Seals seals;

    @Inject
    private Instance<ProfileObserver> observers;

    /**
     * Applies those of the events that were not applied before, in the caller's transaction: state and timeline of their
     * profiles change together, and whatever the order of arrival, the state is the same.
     *
     * @throws EventsFailed whatever the cause: an event that cannot be folded, the database,
     *     {@link crm.privacy.entity.MasterKeyMissing} if something is personal and this node cannot seal it
     */
    public void apply(List<Event> events) {
        try (Connection connection = database.getConnection()) {
            new EventBatch(connection, payloads::read, seals)
                    .observedBy(observers.stream().toList())
                    .apply(events);
        } catch (EventsFailed e) {
            throw e;
        } catch (SQLException e) {
            throw new EventsFailed(new StoreFailed(e));
        } catch (RuntimeException e) {
            throw new EventsFailed(e);
        }
    }

    /** Those of the events that cannot be folded, whatever their profiles are, and were not applied before. */
    public Map<Event, RuntimeException> failing(List<Event> events) {
        Map<Event, RuntimeException> failing = FoldTrial.failing(events);
        if (!failing.isEmpty()) {
            known(List.copyOf(failing.keySet())).forEach(failing::remove);
        }
        return failing;
    }

    /** Those of the events that were applied before. */
    public List<Event> known(List<Event> events) {
        try (Connection connection = database.getConnection()) {
            return new ClaimRows(connection, new ViolationRows(connection)).known(events);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
