package crm.segment.service;

import static crm.access.entity.Roles.ADMIN;
import static crm.access.entity.Roles.ANALYST;
import static crm.access.entity.Roles.MARKETER;

import crm.platform.service.BusinessClock;
import crm.platform.service.StoreFailed;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import crm.profile.entity.ProfileId;
import crm.segment.entity.Cluster;
import crm.segment.entity.ClusterChanged;
import crm.segment.entity.ClusterDraft;
import crm.segment.entity.ClusterOverview;
import crm.segment.entity.ClusterRun;
import crm.segment.store.ClusterMemberRows;
import crm.segment.store.ClusterRows;
import crm.segment.store.ClusterRunRows;
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

/** Groups of customers that were found, not defined; each call is a transaction. */
@Stateless
public class ClusterService {

    /** How long a name may be. */
    public static final int LONGEST_NAME = 80;

    private static final int SHOWN = 8;

    @Resource
    private SessionContext caller;

    @Inject
    private DataSource database;

    @Inject
    private BusinessClock clock;

    @EJB
    private AuditTrail trail;

    /** Those in force, and how the last search for them went. */
    @RolesAllowed({ADMIN, MARKETER, ANALYST})
    public ClusterOverview overview() {
        return with(connection -> {
            ClusterRunRows runs = new ClusterRunRows(connection);
            Optional<ClusterRun> inForce = runs.inForce();
            return new ClusterOverview(inForce, runs.latest(), clusters(connection));
        });
    }

    /** One in force. */
    @RolesAllowed({ADMIN, MARKETER, ANALYST})
    public Optional<Cluster> find(int id) {
        return with(connection -> find(connection, id));
    }

    /** Some customers of a group; nothing but their ids. */
    @RolesAllowed({ADMIN, MARKETER, ANALYST})
    public List<ProfileId> examples(int id) {
        return with(connection -> new ClusterMemberRows(connection).some(id, SHOWN));
    }

    /** Wants groups to be searched for, if nobody does already; how far it is, {@link #overview} says. */
    @RolesAllowed({ADMIN, MARKETER})
    public ClusterRun run() {
        ClusterRun run = with(connection -> {
            ClusterRunRows runs = new ClusterRunRows(connection);
            runs.want(caller.getCallerPrincipal().getName());
            return runs.latest().orElseThrow();
        });
        trail.act(new Act("clusters.run", "clusters").with("run", run.id()));
        return run;
    }

    /**
     * Calls a group of those in force by a name; empty if there is no such group.
     *
     * @param name at most {@link #LONGEST_NAME} characters; blank for what stands out
     */
    @RolesAllowed({ADMIN, MARKETER})
    public Optional<Cluster> rename(int id, String name) {
        return rename(id, name, Optional.empty());
    }

    /**
     * As {@link #rename(int, String)}.
     *
     * @param seen the version that it must still have, if any must
     * @throws ClusterChanged if it has another
     */
    @RolesAllowed({ADMIN, MARKETER})
    public Optional<Cluster> rename(int id, String name, Optional<Long> seen) {
        Optional<String> given = Optional.of(name.strip()).filter(text -> !text.isEmpty());
        if (given.isPresent() && given.get().codePointCount(0, given.get().length()) > LONGEST_NAME) {
            throw new IllegalArgumentException("a name of a cluster is too long");
        }
        Optional<Cluster> renamed = with(connection -> {
            if (find(connection, id).isPresent() && !new ClusterRows(connection).rename(id, given, seen)) {
                throw new ClusterChanged();
            }
            return find(connection, id);
        });
        renamed.ifPresent(
                cluster -> trail.act(new Act("cluster.renamed", "cluster:" + id).with("named", given.isPresent())));
        return renamed;
    }

    /** A definition that says about whom a group is, to be looked at and published; empty if there is no such group. */
    @RolesAllowed({ADMIN, MARKETER})
    public Optional<ClusterDraft> rule(int id) {
        return with(connection -> {
            Optional<Cluster> cluster = find(connection, id);
            return cluster.isEmpty()
                    ? Optional.empty()
                    : new ClusterDrafting(connection).draft(cluster.get(), clock.instant());
        });
    }

    private static List<Cluster> clusters(Connection connection) throws SQLException {
        Optional<ClusterRun> inForce = new ClusterRunRows(connection).inForce();
        return inForce.isEmpty()
                ? List.of()
                : ClusterViews.of(new ClusterRows(connection).of(inForce.get().id()));
    }

    private static Optional<Cluster> find(Connection connection, int id) throws SQLException {
        return clusters(connection).stream()
                .filter(cluster -> cluster.id() == id)
                .findFirst();
    }

    /** Something done with groups. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
