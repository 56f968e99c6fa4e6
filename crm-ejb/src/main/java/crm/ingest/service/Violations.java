package crm.ingest.service;

import crm.ingest.entity.ViolationCount;
import crm.ingest.entity.ViolationCount.Sample;
import crm.platform.entity.Page;
import crm.platform.service.Columns;
import crm.platform.service.StoreFailed;
import crm.privacy.entity.Act;
import crm.privacy.service.AuditTrail;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What operators see of departures from the contract. Each method is a transaction. */
@Stateless
public class Violations {

    private static final String COLUMNS =
            "id, type, source, kind, pointer, count, sample_id, sample_pointer, expectation, found, first_at, last_at ";
    private static final String LIST = "select " + COLUMNS + """
             from violation
             where (?::text is null or type = ?) and (?::text is null or source = ?)
               and (?::int8 is null or id < ?)
             order by id desc limit ?""";
    private static final String FORGET = "delete from violation where id = ? returning " + COLUMNS;

    @Inject
    private DataSource database;

    @EJB
    private AuditTrail audit;

    /**
     * The newest first: by when they were first seen, which does not change while somebody pages.
     *
     * @param type only of events of this type
     * @param source only of events from this source
     * @throws crm.platform.entity.ForeignCursor if {@code after} was not given out here
     */
    public Page<ViolationCount> list(
            Optional<String> type, Optional<String> source, int limit, Optional<String> after) {
        ViolationCursor cursor = new ViolationCursor(type, source);
        Long before = after.map(cursor::id).orElse(null);
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setString(1, type.orElse(null));
            select.setString(2, type.orElse(null));
            select.setString(3, source.orElse(null));
            select.setString(4, source.orElse(null));
            select.setObject(5, before, Types.BIGINT);
            select.setObject(6, before, Types.BIGINT);
            select.setInt(7, limit + 1);
            return page(select.executeQuery(), limit, cursor);
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }

    private static Page<ViolationCount> page(ResultSet row, int limit, ViolationCursor cursor) throws SQLException {
        List<ViolationCount> found = new ArrayList<>();
        while (row.next()) {
            found.add(read(row));
        }
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        return new Page<>(
                found.subList(0, limit),
                Optional.of(cursor.after(found.get(limit - 1).id())));
    }

    private static ViolationCount read(ResultSet row) throws SQLException {
        return new ViolationCount(
                row.getLong("id"),
                row.getString("type"),
                row.getString("source"),
                row.getString("kind"),
                row.getString("pointer"),
                row.getLong("count"),
                new Sample(
                        row.getString("sample_id"),
                        row.getString("sample_pointer"),
                        row.getString("expectation"),
                        row.getString("found")),
                Columns.time(row, "first_at"),
                Columns.time(row, "last_at"));
    }

    /**
     * Forgets one, because its source was mended; what comes later is counted anew.
     *
     * @return whether there was one
     */
    public boolean forget(long id) {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setLong(1, id);
            ResultSet row = delete.executeQuery();
            if (!row.next()) {
                return false;
            }
            ViolationCount gone = read(row);
            audit.act(new Act("violation.forgotten", "violation:" + id)
                    .with("type", gone.type())
                    .with("source", gone.source())
                    .with("kind", gone.kind())
                    .with("pointer", gone.pointer())
                    .with("count", gone.count()));
            return true;
        } catch (SQLException e) {
            throw new StoreFailed(e);
        }
    }
}
