package crm.privacy.store;

import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Appends to the chain. Not thread-safe, as its connection is not. */
public final class TrailRows {

    private static final String HEAD = "select seq, encode(hash, 'hex') as hash from audit_head";
    private static final String INSERT = """
            insert into audit_entry (seq, at, actor, action, object, details, personal, previous, hash)
            select seq, at, actor, action, object, details::json, personal::json,
                   decode(previous, 'hex'), decode(hash, 'hex')
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                as e (seq, at, actor, action, object, details, personal, previous, hash)""";
    private static final String MOVE = "update audit_head set seq = ?, hash = decode(?, 'hex')";

    private final Connection connection;

    public TrailRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * Appends in the connection's transaction. The head is locked from here to its end, so that nobody else appends
     * meanwhile: nothing else that others may wait for should be locked afterwards.
     */
    public void append(List<Deed> deeds) throws SQLException {
        List<Link> links = new ArrayList<>(deeds.size());
        Head head = head(" for update");
        for (Deed deed : deeds) {
            Link link = Link.after(head, deed);
            links.add(link);
            head = link.head();
        }
        insert(links);
        move(head);
    }

    /** The end of the chain as it is committed. */
    public Head head() throws SQLException {
        return head("");
    }

    private Head head(String lock) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HEAD + lock);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("audit_head has no row; the chain has no end to go on from");
            }
            return new Head(row.getLong("seq"), row.getString("hash"));
        }
    }

    private void insert(List<Link> links) throws SQLException {
        try (Columns insert = new Columns(connection, INSERT)) {
            insert.longs(links, Link::seq)
                    .times(links, link -> link.deed().at())
                    .texts(links, link -> link.deed().actor())
                    .texts(links, link -> link.deed().action())
                    .texts(links, link -> link.deed().object())
                    .texts(links, link -> link.deed().details())
                    .texts(links, link -> link.deed().personal())
                    .texts(links, Link::previous)
                    .texts(links, Link::hash)
                    .update();
        }
    }

    private void move(Head head) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            update.setLong(1, head.seq());
            update.setString(2, head.hash());
            update.executeUpdate();
        }
    }
}
