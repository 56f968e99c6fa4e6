package crm.ingest.service;

import crm.ingest.entity.Event;
import crm.ingest.entity.Violation;
import crm.platform.service.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts departures from the contract, in the transaction that applies their events. To be written last in it: rows of
 * a source that is always wrong are wanted by every worker. For one transaction.
 */
public final class ViolationRows {

    private static final String COUNT = """
            insert into violation as v
                   (kind, type, source, pointer, count, sample_id, sample_pointer, expectation, found)
            select k.kind, k.type, k.source, k.pointer, k.count, k.sample_id, k.sample_pointer, k.expectation, k.found
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int8[], ?::text[], ?::text[], ?::text[],
                          ?::text[])
                   as k (kind, type, source, pointer, count, sample_id, sample_pointer, expectation, found)
             order by k.kind, k.type, k.source, k.pointer
            on conflict (kind, type, source, pointer) do update
               set count = v.count + excluded.count, sample_id = excluded.sample_id,
                   sample_pointer = excluded.sample_pointer, expectation = excluded.expectation,
                   found = excluded.found, last_at = now()""";
    private static final String ID_CONFLICT = "id_conflict";
    private static final String WRONG_TYPE = "wrong_type";

    private final Connection connection;
    private final Map<Key, Row> rows = new TreeMap<>();

    private record Key(String kind, String type, String source, String pointer) implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::kind)
                .thenComparing(Key::type)
                .thenComparing(Key::source)
                .thenComparing(Key::pointer);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Row {

        private long count;
        private String event = "";
        private Violation sample = new Violation("", "", "");
    }

    public ViolationRows(Connection connection) {
        this.connection = connection;
    }

    /** An event whose id was used before with another body. */
    public void conflict(Event event) {
        add(ID_CONFLICT, event, new Violation("", "", ""));
    }

    /** What an event that is applied leaves out. */
    public void add(Event event) {
        List<Violation> violations = event.violations();
        for (int i = 0; i < violations.size(); i++) {
            add(WRONG_TYPE, event, violations.get(i));
        }
    }

    private void add(String kind, Event event, Violation violation) {
        Key key = new Key(kind, event.type(), event.stamp().source(), field(violation.pointer()));
        Row row = rows.computeIfAbsent(key, none -> new Row());
        row.count++;
        row.event = event.stamp().id();
        row.sample = violation;
    }

    /** The same for each element of an array, and for an event in bare JSON, which has no {@code /data}. */
    static String field(String pointer) {
        String below = pointer.startsWith("/data/") ? pointer.substring("/data".length()) : pointer;
        return below.replaceAll("/[0-9]+(?=/|$)", "/*");
    }

    public void write() throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (Columns count = new Columns(connection, COUNT)
                .texts(rows.keySet(), Key::kind)
                .texts(rows.keySet(), Key::type)
                .texts(rows.keySet(), Key::source)
                .texts(rows.keySet(), Key::pointer)
                .longs(rows.values(), row -> row.count)
                .texts(rows.values(), row -> row.event)
                .texts(rows.values(), row -> row.sample.pointer())
                .texts(rows.values(), row -> row.sample.expectation())
                .texts(rows.values(), row -> row.sample.found())) {
            count.update();
        }
        rows.clear();
    }
}
