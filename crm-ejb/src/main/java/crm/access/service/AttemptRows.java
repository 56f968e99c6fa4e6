package crm.access.service;

import crm.access.service.Standing.Attempts;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The statements over {@code login_attempts}. Rows are always written in the order pair, account, address. */
final class AttemptRows {

    static final String ANY = "";

    private static final String READ = """
            select account, address, failures, locked_until, succeeded_at from login_attempts
             where (account, address) in ((?, ?), (?, ''), ('', ?))""";
    private static final String COUNT = """
            insert into login_attempts as a (account, address, failures, failed_at) values (?, ?, 1, ?)
            on conflict (account, address) do update
               set failures = case when a.failed_at > ? then a.failures + 1 else 1 end, failed_at = excluded.failed_at
            returning failures""";
    private static final String LOCK = "update login_attempts set locked_until = ? where account = ? and address = ?";
    private static final String FAILURES =
            "select failures from login_attempts where account = ? and address = ? for update";
    private static final String SUCCEED = """
            insert into login_attempts (account, address, succeeded_at) values (?, ?, ?)
            on conflict (account, address) do update
               set failures = 0, locked_until = null, succeeded_at = excluded.succeeded_at""";
    private static final String FORGIVE =
            "update login_attempts set failures = greatest(failures - ?, 0) where account = ? and address = ?";
    private static final String UNLOCK = """
            update login_attempts set failures = 0, locked_until = null
             where account = ? and (failures > 0 or locked_until is not null)""";
    private static final String LOCKED = """
            select account, max(locked_until) as locked_until from login_attempts
             where account = any(?) and locked_until > ? group by account""";
    private static final String SWEEP = """
            delete from login_attempts
             where coalesce(failed_at, '-infinity') < ? and coalesce(succeeded_at, '-infinity') < ?""";

    private final Connection connection;

    AttemptRows(Connection connection) {
        this.connection = connection;
    }

    Standing read(String account, String address) throws SQLException {
        Map<String, Attempts> rows = new HashMap<>();
        try (PreparedStatement read = prepare(READ, account, address, account, address);
                ResultSet row = read.executeQuery()) {
            while (row.next()) {
                rows.put(
                        row.getString("account") + ' ' + row.getString("address"),
                        new Attempts(
                                row.getInt("failures"),
                                Columns.time(row, "locked_until"),
                                Columns.time(row, "succeeded_at")));
            }
        }
        return new Standing(
                rows.getOrDefault(account + ' ' + address, Attempts.NONE),
                rows.getOrDefault(account + ' ' + ANY, Attempts.NONE),
                rows.getOrDefault(ANY + ' ' + address, Attempts.NONE));
    }

    /** Counts a failure, and locks as the rule says. */
    int fail(String account, String address, LockRule rule, Duration memory, Instant now) throws SQLException {
        int failures = number(COUNT, account, address, now, now.minus(memory));
        Duration lock = rule.lockOf(failures);
        if (!lock.isZero()) {
            update(LOCK, now.plus(lock), account, address);
        }
        return failures;
    }

    /** Forgets the failures of the pair, here and where they counted too. */
    void succeed(String account, String address, Instant now) throws SQLException {
        int forgiven = number(FAILURES, account, address);
        update(SUCCEED, account, address, now);
        if (forgiven > 0) {
            update(FORGIVE, forgiven, account, ANY);
            update(FORGIVE, forgiven, ANY, address);
        }
    }

    boolean unlock(String account) throws SQLException {
        return update(UNLOCK, account) > 0;
    }

    /** Until when logins to these accounts are locked somewhere. */
    Map<String, Instant> locked(Collection<String> accounts, Instant now) throws SQLException {
        Map<String, Instant> locked = new HashMap<>();
        try (PreparedStatement read = connection.prepareStatement(LOCKED)) {
            read.setArray(1, connection.createArrayOf("text", accounts.toArray()));
            bind(read, 2, now);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    locked.put(row.getString("account"), Columns.time(row, "locked_until"));
                }
            }
        }
        return locked;
    }

    int sweep(Instant failedBefore, Instant succeededBefore) throws SQLException {
        return update(SWEEP, failedBefore, succeededBefore);
    }

    private int number(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        statement.setObject(index, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
    }
}
