package crm.profile.store;

import crm.platform.service.Columns;
import crm.platform.service.Deadline;
import crm.profile.entity.CustomerChoices;
import crm.profile.entity.CustomerSearch;
import crm.profile.store.CustomerSelection.Fit;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Lists of customers: which of them, in which order. */
public final class CustomerRows {

    /**
     * What is asked for decides about the plan, so each question gets its own; none is so long that compiling it would pay.
     */
    private static final String PLANS = "set local plan_cache_mode = force_custom_plan; set local jit = off";

    private static final int PORTION = 1000;
    private static final int MOST_VALUES = 300;

    private final Connection connection;
    private final Effort effort;
    private final Deadline deadline;

    /**
     * How much is read before it is known how common the words of a search are.
     *
     * @param few who are fetched and sorted, if there are no more
     * @param early who are looked through from where the list begins, if there are more
     */
    public record Effort(int few, int early) {
        public static final Effort USUAL = new Effort(3000, 10_000);
    }

    public CustomerRows(Connection connection, Deadline deadline) {
        this(connection, deadline, Effort.USUAL);
    }

    public CustomerRows(Connection connection, Deadline deadline, Effort effort) {
        this.connection = connection;
        this.deadline = deadline;
        this.effort = effort;
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
     * @throws crm.platform.entity.ForeignCursor if it is no such key
     */
    public List<Place> page(CustomerSelection selection, Fit fit, Optional<Place> after, int limit)
            throws SQLException {
        choosePlans();
        CustomerOrder order = CustomerOrder.of(selection.search());
        Condition further = new Condition();
        after.ifPresent(last -> further.and(order.after(), order.read(last.key().orElseThrow()), last.profileId()));
        return fit.isVague()
                ? vague(selection, fit, further, limit)
                : places(inOrder(selection, fit, further, limit)).list();
    }

    /** A question with its parameters; what it selects is an id, a key as text, and among how many. */
    private record Question(String sql, List<Object> parameters) {}

    /** Those found, and among how many. */
    private record Found(List<Place> list, long among) {}

    private static Question inOrder(CustomerSelection selection, Fit fit, Condition further, int limit) {
        CustomerOrder order = CustomerOrder.of(selection.search());
        Condition condition = selection.condition(fit).and(further);
        return new Question(
                "select p.profile_id, " + order.shown(order.key()) + ", 0 from " + selection.tables() + " where "
                        + condition.sql() + order.clause() + " limit " + limit,
                condition.parameters());
    }

    /**
     * Words may be common or rare, and those who have them stand together in a list or apart; nobody can tell beforehand.
     * A few are fetched and sorted. Of many, enough mostly come early in the list; where they do not, all are fetched after all.
     */
    private List<Place> vague(CustomerSelection selection, Fit fit, Condition further, int limit) throws SQLException {
        Found few = places(together(selection, fit, further, limit, " limit " + (effort.few() + 1)));
        if (few.among() <= effort.few()) {
            return few.list();
        }
        List<Place> early = places(early(selection, fit, further, limit)).list();
        return early.size() == limit
                ? early
                : places(together(selection, fit, further, limit, "")).list();
    }

    private static Question together(CustomerSelection selection, Fit fit, Condition further, int limit, String most) {
        CustomerOrder order = CustomerOrder.of(selection.search());
        Condition condition = selection.condition(fit).and(further);
        return new Question(
                "with fitting as materialized (select p.profile_id as id, " + order.key() + " as key from "
                        + selection.tables() + " where " + condition.sql() + most + ") select id, " + order.shown("key")
                        + ", (select count(*) from fitting) from fitting" + order.clause("key", "id") + " limit "
                        + limit,
                condition.parameters());
    }

    private Question early(CustomerSelection selection, Fit fit, Condition further, int limit) {
        CustomerOrder order = CustomerOrder.of(selection.search());
        Condition first = selection.everybody().and(further);
        Condition fitting = selection.condition(fit);
        List<Object> parameters = new ArrayList<>(first.parameters());
        parameters.addAll(fitting.parameters());
        return new Question(
                "select early.id, " + order.shown("early.key") + ", 0 from (select p.profile_id as id, " + order.key()
                        + " as key from " + selection.tables() + " where " + first.sql() + order.clause() + " limit "
                        + effort.early() + ") early, " + selection.tables() + " where p.profile_id = early.id and "
                        + fitting.sql() + order.clause("early.key", "early.id") + " limit " + limit,
                parameters);
    }

    private Found places(Question question) throws SQLException {
        List<Place> places = new ArrayList<>();
        long among = 0;
        try (PreparedStatement statement = prepared(question.sql(), question.parameters())) {
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                places.add(new Place(row.getObject(1, UUID.class), Optional.ofNullable(row.getString(2))));
                among = row.getLong(3);
            }
        }
        return new Found(places, among);
    }

    private void choosePlans() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(PLANS);
        }
    }

    private PreparedStatement prepared(String sql, List<Object> parameters) throws SQLException {
        deadline.limit(connection);
        PreparedStatement statement = connection.prepareStatement(sql);
        int bound = 0;
        for (Object value : parameters) {
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

    private static final String EXPORTED = """
            select p.profile_id, p.customer_id, p.name, p.email, p.phone, p.country, r.orders, r.first_seen_at, r.last_seen_at,
                   (select array_agg(m.currency order by m.currency) from profile_money m
                     where m.profile_id = p.profile_id and (m.net <> 0 or m.gross <> 0 or m.orders <> 0)) as currencies,
                   (select array_agg(m.net order by m.currency) from profile_money m
                     where m.profile_id = p.profile_id and (m.net <> 0 or m.gross <> 0 or m.orders <> 0)) as sums
              from""";

    /** Takes customers one by one. */
    @FunctionalInterface
    public interface Taking {
        void take(Exported customer) throws SQLException, IOException;
    }

    /** A customer as lists show them, with sums by currency. */
    public record Exported(
            UUID profileId,
            Optional<String> customerId,
            Optional<String> name,
            Optional<String> email,
            Optional<String> phone,
            Optional<String> country,
            long orders,
            Optional<Instant> firstSeenAt,
            Optional<Instant> lastSeenAt,
            SortedMap<String, BigDecimal> spend) {}

    /**
     * All that fit, in the order of the list. However many there are, few are in memory, if the connection does not commit
     * by itself.
     *
     * @param only those of whom nobody else is wanted; empty for all
     * @return how many
     */
    public long export(CustomerSelection selection, Fit fit, Collection<UUID> only, Taking taking)
            throws SQLException, IOException {
        Condition condition = selection.condition(fit);
        if (!only.isEmpty()) {
            condition.and("p.profile_id = any (?)", (Object) only.toArray(UUID[]::new));
        }
        String sql = EXPORTED + " " + selection.tables() + " left join profile r on r.id = p.profile_id where "
                + condition.sql() + CustomerOrder.of(selection.search()).clause();
        choosePlans();
        long exported = 0;
        try (PreparedStatement statement = prepared(sql, condition.parameters())) {
            statement.setFetchSize(PORTION);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                taking.take(exported(row));
                exported++;
                deadline.check();
            }
        }
        return exported;
    }

    private static Exported exported(ResultSet row) throws SQLException {
        return new Exported(
                row.getObject("profile_id", UUID.class),
                Optional.ofNullable(row.getString("customer_id")),
                Optional.ofNullable(row.getString("name")),
                Optional.ofNullable(row.getString("email")),
                Optional.ofNullable(row.getString("phone")),
                Optional.ofNullable(row.getString("country")),
                row.getLong("orders"),
                Optional.ofNullable(Columns.time(row, "first_seen_at")),
                Optional.ofNullable(Columns.time(row, "last_seen_at")),
                spend(row));
    }

    private static SortedMap<String, BigDecimal> spend(ResultSet row) throws SQLException {
        SortedMap<String, BigDecimal> spend = new TreeMap<>();
        if (row.getArray("currencies") != null) {
            String[] currencies = (String[]) row.getArray("currencies").getArray();
            BigDecimal[] sums = (BigDecimal[]) row.getArray("sums").getArray();
            for (int i = 0; i < currencies.length; i++) {
                spend.put(currencies[i], sums[i]);
            }
        }
        return spend;
    }

    /** What there is to filter by: the values of an indexed column, each found by one step through the index. */
    private List<String> values(String table, String column, String condition) throws SQLException {
        String next = "select %2$s from %1$s where %3$s and %2$s > %4$s order by %2$s limit 1";
        String sql = "with recursive v (value) as ((" + next.formatted(table, column, condition, "''")
                + ") union all select (" + next.formatted(table, column, condition, "v.value")
                + ") from v where v.value is not null) select value from v where value is not null limit "
                + MOST_VALUES;
        List<String> values = new ArrayList<>();
        deadline.limit(connection);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    public CustomerChoices choices() throws SQLException {
        return new CustomerChoices(
                values("person", "country", "known"),
                values("customer_spend", "currency", "true"),
                values("customer_figures", "channel", "true"));
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
