package crm.ingest.service;

import crm.ingest.entity.GroupPlan;
import crm.ingest.entity.Hold;
import crm.ingest.entity.ScaleBounds;
import crm.ingest.entity.Scope;
import crm.ingest.entity.SeekMove;
import crm.ingest.entity.SeekTarget;
import crm.platform.service.StoreFailed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * What is decided about groups, in the caller's transaction; all nodes do it a second after the commit. Lock order: the
 * group's row, then positions.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class GroupDecisions {

    @Inject
    private DataSource database;

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /**
     * Part of a group stands still from the commit on: a batch of it that is under way is waited for, and one that comes
     * later is {@link Fenced}.
     */
    public void hold(String group, Scope scope, Hold.Reason reason, String by) {
        with(connection -> {
            locked(connection, group).hold(scope, reason, by);
            return scope;
        });
    }

    /**
     * Part of a group flows again, as far as no other hold covers it.
     *
     * @return whether it does; a hold for this reason on more than this scope stays
     */
    public boolean lift(String group, Scope scope, Hold.Reason reason) {
        return with(connection -> {
            GroupRows rows = locked(connection, group);
            rows.lift(scope, reason);
            return !rows.covered(scope, reason);
        });
    }

    /**
     * Sets how many workers a group has in total over all nodes.
     *
     * @param count empty for what each node's configuration says
     * @param bounds between which the auto-scaler may change it, empty where it may not
     */
    public void workers(String group, OptionalInt count, Optional<ScaleBounds> bounds) {
        with(connection -> {
            locked(connection, group).workers(count, bounds);
            return group;
        });
    }

    /**
     * Lets a rule change the workers of a group that the auto-scaler may change; one node does so at a time.
     *
     * @return the plan from now on; empty where another node is at it, or nobody may
     */
    public Optional<GroupPlan> scale(String group, UnaryOperator<GroupPlan> rule) {
        return with(connection -> {
            GroupRows rows = new GroupRows(connection, group);
            if (!rows.aloneInScaling()) {
                return Optional.empty();
            }
            Optional<GroupPlan> next =
                    rows.plan().filter(plan -> plan.bounds().isPresent()).map(rule);
            if (next.isPresent()) {
                rows.scale(next.get());
            }
            return next;
        });
    }

    /** What a seek would do now. */
    public List<SeekMove> preview(String group, Collection<SeekTarget> targets) {
        return with(connection -> new SeekStatement(connection, group).preview(targets));
    }

    /** Moves positions; whoever owns them goes on from there within a second or two. */
    public List<SeekMove> seek(String group, Collection<SeekTarget> targets) {
        return with(connection -> {
            locked(connection, group);
            return new SeekStatement(connection, group).seek(targets);
        });
    }

    private static GroupRows locked(Connection connection, String group) throws SQLException {
        GroupRows rows = new GroupRows(connection, group);
        rows.lock();
        return rows;
    }

    private <T> T with(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.in(connection);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
