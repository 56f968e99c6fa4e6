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

    private static final long MICROS = 1_000_000;
    private static final int NANOS_OF_A_MICRO = 1000;

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
        return bind("uuid", values(rows, column, new Object[rows.size()]));
    }

    public <T> Columns texts(Collection<T> rows, Function<T, String> column) throws SQLException {
        return bind("text", values(rows, column, new String[rows.size()]));
    }

    public <T> Columns integers(Collection<T> rows, Function<T, Integer> column) throws SQLException {
        return bind("int4", values(rows, column, new Integer[rows.size()]));
    }

    public <T> Columns longs(Collection<T> rows, Function<T, Long> column) throws SQLException {
        return bind("int8", values(rows, column, new Long[rows.size()]));
    }

    public <T> Columns numbers(Collection<T> rows, Function<T, BigDecimal> column) throws SQLException {
        return bind(
                "numeric",
                values(
                        rows,
                        row -> {
                            BigDecimal number = column.apply(row);
                            return number == null ? null : number.toPlainString();
                        },
                        new Object[rows.size()]));
    }

    public <T> Columns times(Collection<T> rows, Function<T, Instant> column) throws SQLException {
        return bind(
                "timestamptz",
                values(
                        rows,
                        row -> {
                            Instant time = column.apply(row);
                            return time == null ? null : time.toString();
                        },
                        new Object[rows.size()]));
    }

    /** Times as microseconds since 1970, for the function {@code instant} of the schema: no text to write and to read. */
    public <T> Columns instants(Collection<T> rows, Function<T, Instant> column) throws SQLException {
        return longs(rows, row -> {
            Instant time = column.apply(row);
            return time == null ? null : time.getEpochSecond() * MICROS + time.getNano() / NANOS_OF_A_MICRO;
        });
    }

    public <T> Columns flags(Collection<T> rows, Function<T, Boolean> column) throws SQLException {
        return bind("bool", values(rows, column, new Boolean[rows.size()]));
    }

    public <T> Columns bytes(Collection<T> rows, Function<T, byte[]> column) throws SQLException {
        return bind("bytea", values(rows, column, new byte[rows.size()][]));
    }

    /** The driver sends arrays of the types it knows as they are, and spells out an array of objects value by value. */
    private static <T, V> V[] values(Collection<T> rows, Function<T, ? extends V> column, V[] values) {
        int i = 0;
        for (T row : rows) {
            values[i++] = column.apply(row);
        }
        return values;
    }

    private Columns bind(String type, Object[] values) throws SQLException {
        statement.setArray(++bound, connection.createArrayOf(type, values));
        return this;
    }

    public ResultSet query() throws SQLException {
        return statement.executeQuery();
    }

    /** Rows that come in portions of this size, as they are read; within a transaction only. */
    public ResultSet query(int portion) throws SQLException {
        statement.setFetchSize(portion);
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
