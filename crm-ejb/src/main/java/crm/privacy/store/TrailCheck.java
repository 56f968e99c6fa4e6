package crm.privacy.store;

import crm.platform.service.Columns;
import crm.privacy.entity.Verification;
import crm.privacy.entity.Verification.Anchor;
import crm.privacy.entity.Verification.Break;
import crm.privacy.entity.Verification.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * Computes the whole chain again, over one snapshot of the database and in constant memory. Entries that are appended
 * meanwhile are not looked at.
 */
public final class TrailCheck {

    private static final String HEAD = "select seq, encode(hash, 'hex') as hash from audit_head";
    private static final String ENTRIES =
            "select seq, at, actor, action, object, details::text, personal::text, encode(previous, 'hex') as previous,"
                    + " encode(hash, 'hex') as hash from audit_entry order by seq";
    private static final int FETCHED_AT_ONCE = 2000;

    private final Connection connection;

    /** @param connection without auto-commit, as the driver reads the whole result into memory otherwise */
    public TrailCheck(Connection connection) {
        this.connection = connection;
    }

    public Verification verify() throws SQLException {
        long started = System.nanoTime();
        try (Statement begin = connection.createStatement()) {
            begin.execute("set transaction isolation level repeatable read, read only");
        }
        Optional<Head> head = head();
        Walk walk = new Walk(head.orElse(new Head(0, Link.NONE)));
        walkAlong(walk);
        Optional<Break> broken = head.isPresent() ? walk.broken() : Optional.of(new Break(0, Reason.NO_HEAD));
        return new Verification(
                broken.isEmpty(),
                walk.entries(),
                broken,
                head.map(found -> new Anchor(found.seq(), found.hash())).orElse(new Anchor(0, Link.NONE)),
                Duration.ofNanos(System.nanoTime() - started).toMillis());
    }

    private Optional<Head> head() throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(HEAD)) {
            return row.next() ? Optional.of(new Head(row.getLong("seq"), row.getString("hash"))) : Optional.empty();
        }
    }

    private void walkAlong(Walk walk) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ENTRIES)) {
            select.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    walk.pass(link(row));
                }
            }
        }
    }

    static Link link(ResultSet row) throws SQLException {
        Deed deed = new Deed(
                Columns.time(row, "at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("object"),
                row.getString("details"),
                row.getString("personal"));
        return new Link(row.getLong("seq"), deed, row.getString("previous"), row.getString("hash"));
    }
}
