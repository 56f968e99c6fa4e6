package crm.profile.service;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.AGENT;

import crm.ingest.entity.Event;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.service.OwnEvents;
import crm.ingest.service.PayloadReader;
import crm.platform.service.BusinessClock;
import crm.platform.service.StoreFailed;
import crm.platform.service.TraceMark;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import crm.privacy.service.Seals;
import crm.profile.entity.EditAttributes;
import crm.profile.entity.ProfileId;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;

/** Changes what is known of a customer, as people who work with customers say it; each call is a transaction. */
@Stateless
public class CustomerEditing {

    @Resource
    private SessionContext caller;

    @Inject
    private DataSource database;

    @Inject
    private PayloadReader payloads;

    @Inject
    private OwnEvents events;

    @Inject
    private Seals seals;

    @Inject
    private Instance<ProfileObserver> observers;

    @Inject
    private BusinessClock clock;

    @EJB
    private AuditTrail trail;

    @Inject
    private TraceMark trace;

    /**
     * Changes attributes; what comes later of earlier times does not undo it.
     *
     * @return the profile that answers for the id
     * @throws crm.profile.entity.CustomerUnknown if there is none
     * @throws crm.profile.entity.ProfileChanged if it is another version than the one that must be there
     * @throws crm.ingest.entity.EventRefused if an attribute may not be so, with every fault, in pointers that begin with
     *     {@code /attributes}
     */
    @RolesAllowed({ADMIN, AGENT})
    public ProfileId edit(ProfileId id, EditAttributes edit) {
        try (Connection connection = database.getConnection()) {
            giveUpSoon(connection);
            trace.mark();
            Edit.Done done = new Edit(connection, payloads::read, seals, events)
                    .observedBy(observers.stream().toList())
                    .apply(id, edit, caller.getCallerPrincipal().getName(), clock.instant());
            done.event().ifPresent(event -> trail.act(act(done, event)));
            return done.profile();
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /** Whoever waits for a form would rather hear that it did not work (503). */
    static void giveUpSoon(Connection connection) throws SQLException {
        try (Statement settings = connection.createStatement()) {
            settings.execute("set local statement_timeout = '5s'");
        }
    }

    /** Which fields in words, what they say as digests. */
    private static Act act(Edit.Done done, Event event) {
        Map<String, String> said = ((CustomerChanged) event.payload()).attributes();
        Map<String, String> names = FieldNames.of(said.keySet());
        Act act = new Act("customer.edited", "profile:" + done.profile().value())
                .with("version", done.version())
                .with("event", event.stamp().id())
                .with("fields", String.join(" ", names.values()));
        for (var field : said.entrySet()) {
            act = act.withPersonal(names.get(field.getKey()), JsonText.text(field.getValue()));
        }
        return act;
    }
}
