package crm.profile.store;

import crm.profile.entity.ProfileId;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;

/**
 * A statement whose parameters are whole columns, for {@code unnest} and {@code any}: one plan and one round trip for
 * any number of rows.
 */
final class Columns implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement statement;
    private int bound;

    Columns(Connection connection, String sql) throws SQLException {
        this.connection = connection;
        this.statement = connection.prepareStatement(sql);
    }

    Columns ids(Collection<ProfileId> ids) throws SQLException {
        return ids(ids, Function.identity());
    }

    <T> Columns ids(Collection<T> rows, Function<T, ProfileId> column) throws SQLException {
        return bind("uuid", rows, row -> column.apply(row).value().toString());
    }

    <T> Columns uuids(Collection<T> rows, Function<T, UUID> column) throws SQLException {
        return bind("uuid", rows, row -> column.apply(row).toString());
    }

    <T> Columns texts(Collection<T> rows, Function<T, String> column) throws SQLException {
        return bind("text", rows, column);
    }

    <T> Columns longs(Collection<T> rows, Function<T, Long> column) throws SQLException {
        return bind("int8", rows, column);
    }

    <T> Columns numbers(Collection<T> rows, Function<T, BigDecimal> column) throws SQLException {
        return bind("numeric", rows, row -> {
            BigDecimal number = column.apply(row);
            return number == null ? null : number.toPlainString();
        });
    }

    <T> Columns times(Collection<T> rows, Function<T, Instant> column) throws SQLException {
        return bind("timestamptz", rows, row -> {
            Instant time = column.apply(row);
            return time == null ? null : time.toString();
        });
    }

    <T> Columns flags(Collection<T> rows, Function<T, Boolean> column) throws SQLException {
        return bind("bool", rows, column);
    }

    private <T> Columns bind(String type, Collection<T> rows, Function<T, ?> column) throws SQLException {
        Object[] values = new Object[rows.size()];
        int i = 0;
        for (T row : rows) {
            values[i++] = column.apply(row);
        }
        statement.setArray(++bound, connection.createArrayOf(type, values));
        return this;
    }

    ResultSet query() throws SQLException {
        return statement.executeQuery();
    }

    int update() throws SQLException {
        return statement.executeUpdate();
    }

    /** Closes the statement and with it the result of {@link #query}. */
    @Override
    public void close() throws SQLException {
        statement.close();
    }

    static ProfileId id(ResultSet row, String column) throws SQLException {
        return new ProfileId(row.getObject(column, UUID.class));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
