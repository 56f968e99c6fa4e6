package crm.segment.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.BiConsumer;

/** Some of all events, whichever the disk gives first: what they are like, not how many there are. */
public final class SampleRows {

    private static final int MOST_EVENTS = 5_000;
    private static final int LONGEST = 20_000;

    // The share of pages that has about as many rows; the statistics need not be there yet.
    private static final String SHARE = """
            select greatest(0.0001, least(100, 100.0 * ? / greatest(reltuples, 1)))::text from pg_class where oid = 'event'::regclass""";
    private static final String EVENTS = """
            select type, data::text as data from event tablesample system (%s) where length(data::text) < ? limit ?""";

    private final Connection connection;

    public SampleRows(Connection connection) {
        this.connection = connection;
    }

    /** Gives type and data of each; what is personal in them is sealed. */
    public void events(BiConsumer<String, String> take) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EVENTS.formatted(share()))) {
            select.setInt(1, LONGEST);
            select.setInt(2, MOST_EVENTS);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                take.accept(row.getString("type"), row.getString("data"));
            }
        }
    }

    private String share() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SHARE)) {
            select.setInt(1, MOST_EVENTS);
            ResultSet row = select.executeQuery();
            row.next();
            return row.getString(1);
        }
    }
}
