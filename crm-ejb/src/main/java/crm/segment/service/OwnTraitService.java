package crm.segment.service;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.MARKETER;

import com.fasterxml.jackson.databind.JsonNode;
import crm.condition.language.Condition;
import crm.condition.language.ConditionWords;
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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

    /** What it measures, in words. */
    @RolesAllowed({ADMIN, MARKETER, ANALYST})
    public String words(OwnTrait trait, Locale language) {
        return new ConditionWords(language)
                .measure((Condition.Event) OwnTraits.stored(trait).where());
    }

    /** Segments that ask for it, as they serve or are about to. */
    @RolesAllowed({ADMIN, MARKETER, ANALYST})
    public Set<String> users(String key) {
        return with(traits -> traits.users(key));
    }

    /**
     * Makes one, or puts it in the place of what its key was before; profiles follow one after the other.
     *
     * @throws crm.segment.entity.SegmentRefused if it is not as it must be
     */
    @RolesAllowed(ADMIN)
    public OwnTrait save(JsonNode document) {
        return save(document, Optional.empty());
    }

    /**
     * As {@link #save(JsonNode)}.
     *
     * @param seen the revision that it must still have, if any must
     * @throws crm.segment.entity.TraitChanged if it has another
     */
    @RolesAllowed(ADMIN)
    public OwnTrait save(JsonNode document, Optional<String> seen) {
        OwnTrait saved =
                with(traits -> traits.save(document, caller.getCallerPrincipal().getName(), seen));
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
        delete(key, Optional.empty());
    }

    /**
     * As {@link #delete(String)}.
     *
     * @param seen the revision that it must still have, if any must
     * @throws crm.segment.entity.TraitChanged if it has another
     */
    @RolesAllowed(ADMIN)
    public void delete(String key, Optional<String> seen) {
        with(traits -> {
            traits.delete(key, seen);
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
