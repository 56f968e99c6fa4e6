package crm.privacy.store;

import crm.privacy.entity.Verification;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The trail in a real database, and what its superuser can do to it. */
public final class Trail {

    private Trail() {}

    public static void clear() throws SQLException {
        tamper(
                "truncate audit_entry",
                "delete from audit_head",
                "insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'))");
    }

    public static void tamper(String... statements) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table audit_entry disable trigger all");
            statement.execute("alter table audit_head disable trigger all");
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("alter table audit_entry enable always trigger audit_entry_append_only");
            statement.execute("alter table audit_head enable always trigger audit_head_stays");
        }
    }

    public static Deed deed(String actor, int number) {
        return Deed.of(
                Instant.now(),
                actor,
                "customer.viewed",
                "profile:" + number,
                new TreeMap<>(Map.of("number", "" + number, "text", "with \"quotes\" and ü王")),
                new TreeMap<>(Map.of("email", "d" + number)));
    }

    /** In a transaction of their own. */
    public static void append(List<Deed> deeds) {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            new TrailRows(connection).append(deeds);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void append(int entries) {
        append(IntStream.rangeClosed(1, entries)
                .mapToObj(number -> deed("ada", number))
                .toList());
    }

    public static Verification verify() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            return new TrailCheck(connection).verify();
        }
    }

    public static List<String> texts(String sql) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }
}
