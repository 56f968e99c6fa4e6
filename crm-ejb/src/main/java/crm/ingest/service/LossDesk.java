package crm.ingest.service;

import crm.ingest.entity.Hold;
import crm.ingest.entity.LossDecision;
import crm.ingest.entity.LossRefused;
import crm.ingest.entity.LossView;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.Scope;
import crm.platform.entity.ForeignCursor;
import crm.platform.entity.Page;
import crm.platform.service.Columns;
import crm.platform.service.StoreFailed;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The loss ledger as operators see it, and where they decide how a group goes on. Each method is a transaction. */
@Stateless
public class LossDesk {

    private static final String WAITING = "decided_at is null and moved_at is null";
    private static final String COLUMNS = """
            select id, group_id, topic, partition, cause, from_offset, to_offset, records, next_offset, at, decision, decided_at,
                decided_by, %s as waiting
            """.formatted(WAITING);
    private static final String LIST = COLUMNS + "from loss where (?::int8 is null or id < ?) and (not ? or " + WAITING
            + ") order by id desc limit ?";
    private static final String ONE = COLUMNS + "from loss where id = ?";
    private static final String DECIDE =
            "update loss set decision = ?, decided_at = now(), decided_by = ? where id = ? and " + WAITING;
    private static final String COUNT = "select count(*) from loss where " + WAITING;
    private static final String CURSOR = "loss ";

    @Inject
    private DataSource database;

    @EJB
    private AuditTrail audit;

    @Resource
    private SessionContext caller;

    /**
     * The newest first.
     *
     * @param waiting only those that wait for a decision
     * @throws ForeignCursor if {@code after} was not given out for this list
     */
    public Page<LossView> list(boolean waiting, int limit, Optional<String> after) {
        Long before = after.map(cursor -> id(cursor, waiting)).orElse(null);
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setObject(1, before, Types.BIGINT);
            select.setObject(2, before, Types.BIGINT);
            select.setBoolean(3, waiting);
            select.setInt(4, limit + 1);
            return page(losses(select), limit, waiting);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private static Page<LossView> page(List<LossView> found, int limit, boolean waiting) {
        return found.size() <= limit
                ? new Page<>(found, Optional.empty())
                : new Page<>(
                        found.subList(0, limit),
                        Optional.of(cursor(found.get(limit - 1).id(), waiting)));
    }

    /** How many partitions stand still because nobody has decided. */
    public int waiting() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(COUNT)) {
            ResultSet row = select.executeQuery();
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    /**
     * Decides how a group goes on; its partition does so within a second or two, by what the log has then.
     *
     * @throws LossRefused if there is none, or it is decided
     */
    public LossView decide(long id, LossDecision decision) {
        try (Connection connection = database.getConnection()) {
            LossView loss = one(connection, id);
            GroupRows group = new GroupRows(connection, loss.group());
            group.lock();
            write(connection, id, decision);
            group.lift(Scope.partition(new PartitionId(loss.topic(), loss.partition())), Hold.Reason.LOSS);
            audit.act(new Act("loss.decided", "loss:" + id)
                    .with("group", loss.group())
                    .with("partition", loss.topic() + '-' + loss.partition())
                    .with("decision", decision.word()));
            return one(connection, id);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private void write(Connection connection, long id, LossDecision decision) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(DECIDE)) {
            update.setString(1, decision.word());
            update.setString(2, caller.getCallerPrincipal().getName());
            update.setLong(3, id);
            if (update.executeUpdate() == 0) {
                throw LossRefused.decided();
            }
        }
    }

    private static LossView one(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setLong(1, id);
            return losses(select).stream().findFirst().orElseThrow(LossRefused::noSuch);
        }
    }

    private static List<LossView> losses(PreparedStatement select) throws SQLException {
        List<LossView> losses = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                losses.add(new LossView(
                        row.getLong("id"),
                        row.getString("group_id"),
                        row.getString("topic"),
                        row.getInt("partition"),
                        row.getString("cause"),
                        row.getLong("from_offset"),
                        Optional.ofNullable(row.getObject("to_offset", Long.class)),
                        Optional.ofNullable(row.getObject("records", Long.class)),
                        Optional.ofNullable(row.getObject("next_offset", Long.class)),
                        Columns.time(row, "at"),
                        row.getBoolean("waiting") ? "waiting" : "decided",
                        Optional.ofNullable(row.getString("decision")),
                        Optional.ofNullable(Columns.time(row, "decided_at")),
                        Optional.ofNullable(row.getString("decided_by"))));
            }
        }
        return losses;
    }

    private static String cursor(long id, boolean waiting) {
        String text = CURSOR + waiting + ' ' + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long id(String cursor, boolean waiting) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(CURSOR + waiting + ' ')) {
                return Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new ForeignCursor();
    }
}
