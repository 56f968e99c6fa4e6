package crm.profile.store;

import crm.profile.entity.CustomerSearch;
import crm.profile.store.CustomerSelection.Fit;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Lists of customers: which of them, in which order. */
public final class CustomerRows {

    /**
     * What is asked for decides about the plan, so each question gets its own; none is so long that compiling it would pay.
     */
    private static final String PLANS = "set local plan_cache_mode = force_custom_plan; set local jit = off";

    private final Connection connection;

    public CustomerRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * Where somebody stands in a list.
     *
     * @param key by which it is sorted; a name stays here
     */
    public record Place(UUID profileId, Optional<String> key) {}

    /**
     * Who comes next.
     *
     * @param after the one before, with the key it is sorted by
     */
    public List<Place> page(CustomerSelection selection, Fit fit, Optional<Place> after, int limit) throws SQLException {
        CustomerOrder order = CustomerOrder.of(selection.search());
        Condition condition = selection.condition(fit);
        after.ifPresent(last -> condition.and(order.after(), last.key().orElseThrow(), last.profileId()));
        String sql = "select p.profile_id, " + (order.personal() ? "null" : order.key() + "::text") + " from "
                + selection.tables() + " where " + condition.sql() + order.clause() + " limit " + limit;
        choosePlans();
        List<Place> places = new ArrayList<>();
        try (PreparedStatement statement = prepared(sql, condition)) {
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                places.add(new Place(row.getObject(1, UUID.class), Optional.ofNullable(row.getString(2))));
            }
        }
        return places;
    }

    private void choosePlans() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(PLANS);
        }
    }

    private PreparedStatement prepared(String sql, Condition condition) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        int bound = 0;
        for (Object value : condition.parameters()) {
            bind(statement, ++bound, value);
        }
        return statement;
    }

    private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof Instant time) {
            statement.setObject(index, time.atOffset(ZoneOffset.UTC));
        } else if (value instanceof UUID[] ids) {
            statement.setArray(index, connection.createArrayOf("uuid", ids));
        } else if (value instanceof Long || value instanceof BigDecimal || value instanceof UUID) {
            statement.setObject(index, value);
        } else {
            statement.setString(index, String.valueOf(value));
        }
    }

    /** How many there are, counted no further than that. */
    public int count(CustomerSelection selection, Fit fit, int most) throws SQLException {
        Condition condition = selection.condition(fit);
        String sql = "select count(*) from (select from " + selection.tables() + " where " + condition.sql() + " limit "
                + most + ") found";
        choosePlans();
        try (PreparedStatement statement = prepared(sql, condition)) {
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }

    /** What somebody is sorted by, who may have gone. */
    public Optional<String> name(UUID profileId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select sort_name from person where profile_id = ?")) {
            statement.setObject(1, profileId);
            ResultSet row = statement.executeQuery();
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** Whether a list's keys are names. */
    public static boolean sortsByName(CustomerSearch search) {
        return CustomerOrder.of(search).personal();
    }
}
