package crm.profile.service;

import com.sun.management.OperatingSystemMXBean;
import crm.ingest.entity.Event;
import crm.ingest.entity.Payload;
import crm.privacy.service.Seals;
import crm.privacy.service.TestKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What an event costs from the record's bytes to the commit, without server and broker: CPU of this thread and of its
 * PostgreSQL, and the statements that cost most. Many customers of whom few do most, three orders among ten events, one
 * duplicate in twenty. Run by hand: {@code HotPathBenchmark [batches [events in a batch]]}.
 */
final class HotPathBenchmark {

    private static final double TICKS = 100;

    private final MadeTraffic traffic = new MadeTraffic(3);
    private final Seals seals = TestKeys.seals();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Connection connection;
    private long decoding;
    private long applying;

    private HotPathBenchmark(EmbeddedPostgres server) throws SQLException {
        PGSimpleDataSource database = (PGSimpleDataSource) server.getPostgresDatabase();
        database.setPrepareThreshold(1);
        this.connection = database.getConnection();
        connection.setAutoCommit(false);
    }

    @SuppressWarnings("SystemOut") // it is what it is for
    public static void main(String[] arguments) throws Exception {
        int batches = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
        try (EmbeddedPostgres server = TestDatabase.measured()) {
            HotPathBenchmark benchmark = new HotPathBenchmark(server);
            System.out.println("first half, while the JVM warms up:");
            benchmark.run(batches / 2, size);
            System.out.println(
                    "second half, in process " + benchmark.query("select pg_backend_pid()") + " of PostgreSQL:");
            benchmark.run(batches / 2, size);
            benchmark.statements((double) batches / 2 * size);
        }
    }

    @SuppressWarnings("SystemOut")
    private void run(int batches, int size) throws Exception {
        query("select pg_stat_statements_reset()");
        decoding = 0;
        applying = 0;
        double database = ticks();
        long process = processNanos();
        String wal = query("select pg_current_wal_insert_lsn()");
        long began = System.nanoTime();
        for (int i = 0; i < batches; i++) {
            apply(traffic.batch(size));
        }
        double events = (double) batches * size;
        System.out.printf(
                Locale.ROOT,
                "%.0f events/s; us per event: %.1f decoding + %.1f folding and binding (%.1f the whole process) + %.1f"
                        + " PostgreSQL; WAL %.0f bytes%n",
                events / (System.nanoTime() - began) * 1e9,
                decoding / events / 1000,
                applying / events / 1000,
                (processNanos() - process) / events / 1000,
                (ticks() - database) / TICKS * 1e6 / events,
                Double.parseDouble(query("select pg_current_wal_insert_lsn() - '" + wal + "'")) / events);
    }

    private void apply(List<byte[]> batch) throws SQLException {
        long began = threads.getCurrentThreadCpuTime();
        List<Event> events = traffic.decoded(batch);
        long decoded = threads.getCurrentThreadCpuTime();
        new EventBatch(connection, (type, data) -> Payload.Occurrence.INSTANCE, seals).apply(events);
        connection.commit();
        decoding += decoded - began;
        applying += threads.getCurrentThreadCpuTime() - decoded;
    }

    @SuppressWarnings("SystemOut")
    private void statements(double events) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select calls, total_exec_time, wal_bytes, wal_fpi, shared_blks_dirtied, rows,
                               left(regexp_replace(query, '\\s+', ' ', 'g'), 90) as query
                          from pg_stat_statements order by total_exec_time desc limit 25""")) {
            System.out.println("us/event  WAL B/event  FPI  rows/event  statement");
            while (row.next()) {
                System.out.printf(
                        Locale.ROOT,
                        "%8.2f %12.0f %5d %10.2f  %s%n",
                        row.getDouble("total_exec_time") * 1000 / events,
                        row.getDouble("wal_bytes") / events,
                        row.getLong("wal_fpi"),
                        row.getLong("rows") / events,
                        row.getString("query"));
            }
        }
        connection.commit();
    }

    /** With making up the events, the compiler and the collector of garbage. */
    private static long processNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private String query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            String found = row.getString(1);
            connection.commit();
            return found;
        }
    }

    /** CPU of the server process behind the connection, in ticks of the kernel. */
    private double ticks() throws SQLException, IOException {
        String stat = Files.readString(Path.of("/proc", query("select pg_backend_pid()"), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
    }
}
