package crm.segment.service;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.INTEGRATION;
import static crm.access.entity.Roles.MARKETER;
import static crm.access.entity.Roles.VIEWER;

import com.fasterxml.jackson.databind.JsonNode;
import crm.platform.service.BusinessClock;
import crm.platform.service.StoreFailed;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import crm.segment.entity.SegmentSummary;
import crm.segment.entity.SegmentVersion;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The segments there are, and which versions of them are in force; each call is a transaction. */
@Stateless
public class SegmentService {

    @Resource
    private SessionContext caller;

    @Inject
    private DataSource database;

    @Inject
    private BusinessClock clock;

    @EJB
    private AuditTrail trail;

    /** By key. */
    @RolesAllowed({ADMIN, MARKETER, VIEWER, INTEGRATION})
    public List<SegmentSummary> all() {
        return with(Definitions::all);
    }

    /** All versions of a segment, the newest first; empty if there is none of the key. */
    @RolesAllowed({ADMIN, MARKETER, VIEWER, INTEGRATION})
    public List<SegmentVersion> versions(String key) {
        return with(definitions -> definitions.versions(key));
    }

    /**
     * Publishes a definition. While it is asked of all profiles, the version before serves.
     *
     * @throws crm.segment.entity.SegmentRefused if it is not as it must be
     */
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentVersion publish(JsonNode definition) {
        return published("segment.published", with(definitions -> definitions.publish(definition, name())));
    }

    /**
     * Publishes what an earlier version said.
     *
     * @throws crm.segment.entity.SegmentUnknown if there is none
     * @throws crm.segment.entity.SegmentRefused if what it refers to is gone
     */
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentVersion rollBack(String key, int version) {
        return published("segment.rolled_back", with(definitions -> definitions.rollBack(key, version, name())));
    }

    /** Members stay who they are. */
    @RolesAllowed({ADMIN, MARKETER})
    public void pause(String key) {
        with(definitions -> {
            definitions.pause(key);
            return key;
        });
        trail.act(new Act("segment.paused", "segment:" + key));
    }

    /** A paused segment catches up, as a version of its own. */
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentVersion resume(String key) {
        return published("segment.resumed", with(definitions -> definitions.resume(key, name())));
    }

    /**
     * All members leave; its versions stay readable.
     *
     * @throws crm.segment.entity.SegmentInUse if others refer to it
     */
    @RolesAllowed({ADMIN, MARKETER})
    public void archive(String key) {
        with(definitions -> {
            definitions.archive(key, clock.instant());
            return key;
        });
        trail.act(new Act("segment.archived", "segment:" + key));
    }

    private SegmentVersion published(String action, SegmentVersion version) {
        trail.act(new Act(action, "segment:" + version.key()).with("version", version.version()));
        return version;
    }

    private String name() {
        return caller.getCallerPrincipal().getName();
    }

    /** Something done with definitions. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Definitions definitions) throws SQLException;
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.with(new Definitions(connection));
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
