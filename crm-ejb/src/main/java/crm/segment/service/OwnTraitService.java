package crm.segment.service;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.MARKETER;

import com.fasterxml.jackson.databind.JsonNode;
import crm.platform.service.StoreFailed;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import crm.segment.entity.OwnTrait;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Measures over events that administrators define as traits; each call is a transaction. */
@Stateless
public class OwnTraitService {

    @Resource
    private SessionContext caller;

    @Inject
    private DataSource database;

    @EJB
    private AuditTrail trail;

    /** By key. */
    @RolesAllowed({ADMIN, MARKETER, ANALYST})
    public List<OwnTrait> all() {
        return with(OwnTraits::all);
    }

    @RolesAllowed({ADMIN, MARKETER, ANALYST})
    public Optional<OwnTrait> find(String key) {
        return with(traits -> traits.find(key));
    }

    /**
     * Makes one, or puts it in the place of what its key was before; profiles follow one after the other.
     *
     * @throws crm.segment.entity.SegmentRefused if it is not as it must be
     */
    @RolesAllowed(ADMIN)
    public OwnTrait save(JsonNode document) {
        OwnTrait saved =
                with(traits -> traits.save(document, caller.getCallerPrincipal().getName()));
        trail.act(new Act("trait.saved", "trait:" + saved.key()));
        return saved;
    }

    /**
     * It is a trait no more.
     *
     * @throws crm.segment.entity.TraitUnknown if there is none
     * @throws crm.segment.entity.SegmentInUse if segments ask for it
     */
    @RolesAllowed(ADMIN)
    public void delete(String key) {
        with(traits -> {
            traits.delete(key);
            return key;
        });
        trail.act(new Act("trait.deleted", "trait:" + key));
    }

    /** Something done with traits. */
    @FunctionalInterface
    private interface Work<T> {
        T with(OwnTraits traits) throws SQLException;
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.with(new OwnTraits(connection));
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
