package crm.platform.service;

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
public final class Columns implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement statement;
    private int bound;

    public Columns(Connection connection, String sql) throws SQLException {
        this.connection = connection;
        this.statement = connection.prepareStatement(sql);
    }

    /** One value that is no column. */
    public Columns value(String value) throws SQLException {
        statement.setString(++bound, value);
        return this;
    }

    /** One value that is no column. */
    public Columns value(int value) throws SQLException {
        statement.setInt(++bound, value);
        return this;
    }

    public <T> Columns uuids(Collection<T> rows, Function<T, UUID> column) throws SQLException {
        return bind("uuid", rows, column);
    }

    public <T> Columns texts(Collection<T> rows, Function<T, String> column) throws SQLException {
        return bind("text", rows, column);
    }

    public <T> Columns integers(Collection<T> rows, Function<T, Integer> column) throws SQLException {
        return bind("int4", rows, column);
    }

    public <T> Columns longs(Collection<T> rows, Function<T, Long> column) throws SQLException {
        return bind("int8", rows, column);
    }

    public <T> Columns numbers(Collection<T> rows, Function<T, BigDecimal> column) throws SQLException {
        return bind("numeric", rows, row -> {
            BigDecimal number = column.apply(row);
            return number == null ? null : number.toPlainString();
        });
    }

    public <T> Columns times(Collection<T> rows, Function<T, Instant> column) throws SQLException {
        return bind("timestamptz", rows, row -> {
            Instant time = column.apply(row);
            return time == null ? null : time.toString();
        });
    }

    public <T> Columns flags(Collection<T> rows, Function<T, Boolean> column) throws SQLException {
        return bind("bool", rows, column);
    }

    public <T> Columns bytes(Collection<T> rows, Function<T, byte[]> column) throws SQLException {
        byte[][] values = new byte[rows.size()][];
        int i = 0;
        for (T row : rows) {
            values[i++] = column.apply(row);
        }
        return bind("bytea", values);
    }

    private <T> Columns bind(String type, Collection<T> rows, Function<T, ?> column) throws SQLException {
        Object[] values = new Object[rows.size()];
        int i = 0;
        for (T row : rows) {
            values[i++] = column.apply(row);
        }
        return bind(type, values);
    }

    private Columns bind(String type, Object[] values) throws SQLException {
        statement.setArray(++bound, connection.createArrayOf(type, values));
        return this;
    }

    public ResultSet query() throws SQLException {
        return statement.executeQuery();
    }

    public int update() throws SQLException {
        return statement.executeUpdate();
    }

    /** Closes the statement and with it the result of {@link #query}. */
    @Override
    public void close() throws SQLException {
        statement.close();
    }

    /** A {@code timestamptz}; null where there is none. */
    public static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
