package crm.profile.store;

import java.util.ArrayList;
import java.util.List;

/** A condition in SQL with its parameters, grown piece by piece. */
final class Condition {

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    Condition and(String more, Object... values) {
        sql.append(sql.isEmpty() ? "" : " and ").append(more);
        parameters.addAll(List.of(values));
        return this;
    }

    Condition and(Condition more) {
        return and('(' + more.sql() + ')', more.parameters.toArray());
    }

    Condition andNot(Condition more) {
        return and("not (" + more.sql() + ')', more.parameters.toArray());
    }

    /** All so far, or this. */
    Condition or(String more, Object... values) {
        sql.insert(0, '(').append(") or ").append(more);
        parameters.addAll(List.of(values));
        return this;
    }

    Condition or(Condition other) {
        return or('(' + other.sql() + ')', other.parameters.toArray());
    }

    String sql() {
        return sql.isEmpty() ? "true" : sql.toString();
    }

    List<Object> parameters() {
        return parameters;
    }
}
