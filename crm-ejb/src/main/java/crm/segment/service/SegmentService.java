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
import crm.segment.entity.SegmentSaved;
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
import java.util.Locale;
import java.util.Optional;
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

    /** A segment of any state. */
    @RolesAllowed({ADMIN, MARKETER, VIEWER, INTEGRATION})
    public Optional<SegmentSummary> find(String key) {
        return with(definitions -> definitions.find(key));
    }

    /** All versions of a segment, the newest first; empty if there is none of the key. */
    @RolesAllowed({ADMIN, MARKETER, VIEWER, INTEGRATION})
    public List<SegmentVersion> versions(String key) {
        return with(definitions -> definitions.versions(key));
    }

    /** What the condition of a version says, in a language. */
    @RolesAllowed({ADMIN, MARKETER, VIEWER, INTEGRATION})
    public String words(SegmentVersion version, Locale language) {
        return with(definitions ->
                definitions.words(language).of(definitions.read(version).where()));
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
     * As {@link #publish(JsonNode)}.
     *
     * @param seen the revision that the segment must still have, if any must
     * @throws crm.segment.entity.SegmentChanged if it has another
     */
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentSaved publish(JsonNode definition, Optional<Long> seen) {
        return saved("segment.published", with(definitions -> definitions.publish(definition, name(), seen)));
    }

    /**
     * Writes a definition down, without publishing it, beside what serves; there is one draft of a segment at most.
     *
     * @param seen as for {@link #publish(JsonNode, Optional)}
     * @throws crm.segment.entity.SegmentRefused if it is not as it must be
     */
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentSaved draft(JsonNode definition, Optional<Long> seen) {
        return saved("segment.draft_saved", with(definitions -> definitions.draft(definition, name(), seen)));
    }

    /**
     * Publishes the draft of a segment.
     *
     * @param seen as for {@link #publish(JsonNode, Optional)}
     * @throws crm.segment.entity.SegmentUnknown if there is no such segment
     * @throws crm.segment.entity.SegmentNotInForce if it has no draft
     * @throws crm.segment.entity.SegmentRefused if what it refers to is gone
     */
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentSaved publishDraft(String key, Optional<Long> seen) {
        return saved("segment.published", with(definitions -> definitions.publishDraft(key, name(), seen)));
    }

    /**
     * Forgets the draft of a segment; one that was never published is gone then. Idempotent.
     *
     * @param seen as for {@link #publish(JsonNode, Optional)}
     * @throws crm.segment.entity.SegmentUnknown if there is no such segment
     */
    @RolesAllowed({ADMIN, MARKETER})
    public void dropDraft(String key, Optional<Long> seen) {
        with(definitions -> {
            definitions.dropDraft(key, seen);
            return key;
        });
        trail.act(new Act("segment.draft_dropped", "segment:" + key));
    }

    /**
     * Publishes what an earlier version said.
     *
     * @throws crm.segment.entity.SegmentUnknown if there is none
     * @throws crm.segment.entity.SegmentRefused if what it refers to is gone
     */
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentVersion rollBack(String key, int version) {
        return rollBack(key, version, Optional.empty()).version();
    }

    /**
     * As {@link #rollBack(String, int)}.
     *
     * @param seen as for {@link #publish(JsonNode, Optional)}
     */
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentSaved rollBack(String key, int version, Optional<Long> seen) {
        return saved("segment.rolled_back", with(definitions -> definitions.rollBack(key, version, name(), seen)));
    }

    /**
     * Members stay who they are.
     *
     * @throws crm.segment.entity.SegmentNotInForce if there are none to keep
     */
    @RolesAllowed({ADMIN, MARKETER})
    public void pause(String key) {
        pause(key, Optional.empty());
    }

    /**
     * As {@link #pause(String)}.
     *
     * @param seen as for {@link #publish(JsonNode, Optional)}
     */
    @RolesAllowed({ADMIN, MARKETER})
    public void pause(String key, Optional<Long> seen) {
        with(definitions -> {
            definitions.pause(key, seen);
            return key;
        });
        trail.act(new Act("segment.paused", "segment:" + key));
    }

    /**
     * A paused segment catches up, as a version of its own.
     *
     * @throws crm.segment.entity.SegmentNotInForce if it never had members
     */
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentVersion resume(String key) {
        return resume(key, Optional.empty()).version();
    }

    /**
     * As {@link #resume(String)}.
     *
     * @param seen as for {@link #publish(JsonNode, Optional)}
     */
    @RolesAllowed({ADMIN, MARKETER})
    public SegmentSaved resume(String key, Optional<Long> seen) {
        return saved("segment.resumed", with(definitions -> definitions.resume(key, name(), seen)));
    }

    /**
     * All members leave; its versions stay readable.
     *
     * @throws crm.segment.entity.SegmentInUse if others refer to it
     */
    @RolesAllowed({ADMIN, MARKETER})
    public void archive(String key) {
        archive(key, Optional.empty());
    }

    /**
     * As {@link #archive(String)}.
     *
     * @param seen as for {@link #publish(JsonNode, Optional)}
     */
    @RolesAllowed({ADMIN, MARKETER})
    public void archive(String key, Optional<Long> seen) {
        with(definitions -> {
            definitions.archive(key, clock.instant(), seen);
            return key;
        });
        trail.act(new Act("segment.archived", "segment:" + key));
    }

    private SegmentSaved saved(String action, SegmentSaved saved) {
        published(action, saved.version());
        return saved;
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
