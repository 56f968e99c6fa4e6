package crm.ingest.service;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;

/** Rows handed to a statement column by column, as arrays for {@code unnest}. */
final class Columns<T> {

    private final PreparedStatement statement;
    private final Collection<T> rows;
    private int next;

    Columns(PreparedStatement statement, int first, Collection<T> rows) {
        this.statement = statement;
        this.next = first;
        this.rows = rows;
    }

    Columns<T> text(Function<T, Object> column) throws SQLException {
        return add("text", column);
    }

    Columns<T> integer(Function<T, Integer> column) throws SQLException {
        return add("int4", column);
    }

    Columns<T> bigint(Function<T, Long> column) throws SQLException {
        return add("int8", column);
    }

    /** Any type, each value in PostgreSQL's own notation; RFC 3339 for a time. */
    Columns<T> add(String type, Function<T, ?> column) throws SQLException {
        Array array = statement.getConnection().createArrayOf(type, values(column));
        statement.setArray(next++, array);
        return this;
    }

    private Object[] values(Function<T, ?> column) {
        return rows.stream().map(column).toArray();
    }
}
