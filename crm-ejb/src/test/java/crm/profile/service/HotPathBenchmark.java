package crm.profile.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import crm.ingest.entity.Event;
import crm.ingest.entity.Payload;
import crm.ingest.service.MappedRecords;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What an event costs from the record's bytes to the commit, without server and broker: CPU of this thread and of its
 * PostgreSQL, and the statements that cost most. Many customers of whom few do most, three orders among ten events, one
 * duplicate in twenty. Run by hand: {@code HotPathBenchmark [batches [events in a batch]]}.
 */
final class HotPathBenchmark {

    private static final int CUSTOMERS = 100_000;
    private static final double SKEW = 0.99;
    private static final double TICKS = 100;
    private static final String MAPPING = """
            {"id": {"pointer": "/event_id"}, "source": {"constant": "/bench"}, "time": {"pointer": "/occurred_at"},
             "time_format": "epoch_ms", "type": {"pointer": "/type"}, "types": {"ORDER": "order.completed"},
             "customer_id": {"pointer": "/customer_id"}, "fields": {"order.completed": {"order_id": {"pointer": "/ref"},
             "total": {"pointer": "/amount_cents", "decimals": 2}}}}""";

    private final SplittableRandom random = new SplittableRandom(42);
    private final double[] customers = zipf();
    private final List<byte[]> sent = new ArrayList<>();
    private final MappedRecords records = new MappedRecords(MAPPING);
    private final Seals seals = TestKeys.seals();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Connection connection;
    private long sequence;
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
            System.out.println("second half:");
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
        String wal = query("select pg_current_wal_insert_lsn()");
        long began = System.nanoTime();
        for (int i = 0; i < batches; i++) {
            apply(batch(size));
        }
        double events = (double) batches * size;
        System.out.printf(
                Locale.ROOT,
                "%.0f events/s; us per event: %.1f decoding + %.1f folding and binding + %.1f PostgreSQL; WAL %.0f bytes%n",
                events / (System.nanoTime() - began) * 1e9,
                decoding / events / 1000,
                applying / events / 1000,
                (ticks() - database) / TICKS * 1e6 / events,
                Double.parseDouble(query("select pg_current_wal_insert_lsn() - '" + wal + "'")) / events);
    }

    private void apply(List<byte[]> batch) throws SQLException {
        long began = threads.getCurrentThreadCpuTime();
        List<Event> events = new ArrayList<>();
        for (byte[] value : batch) {
            events.add((Event) records.decode(value, value));
        }
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

    private List<byte[]> batch(int size) {
        List<byte[]> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byte[] value = !sent.isEmpty() && random.nextInt(20) == 0 ? sent.get(random.nextInt(sent.size())) : event();
            batch.add(value);
            if (sent.size() < 1000) {
                sent.add(value);
            } else {
                sent.set(random.nextInt(1000), value);
            }
        }
        return batch;
    }

    private byte[] event() {
        boolean order = random.nextInt(10) < 3;
        sequence++;
        return String.format(
                        "{\"event_id\":\"%s\",\"type\":\"%s\",\"customer_id\":\"c%07d\",\"occurred_at\":%d,\"channel\":\"%s\","
                                + "\"amount_cents\":%d,\"currency\":\"EUR\",\"ref\":\"%s-%012d\",\"source\":\"shop-%d\","
                                + "\"note\":\"looked at the spring catalogue, compared two things and asked how long it takes %d\"}",
                        new UUID(random.nextLong(), random.nextLong()),
                        order ? "ORDER" : "PAGE_VIEW",
                        customer() * 7919L % CUSTOMERS,
                        1_767_225_600_000L + sequence * 3 + random.nextInt(5000),
                        List.of("WEB", "APP", "STORE", "PHONE").get(random.nextInt(4)),
                        order ? 500 + random.nextInt(50_000) : 0,
                        order ? "ORD" : "SES",
                        sequence,
                        random.nextInt(8),
                        random.nextInt(1_000_000))
                .getBytes(UTF_8);
    }

    private int customer() {
        int found = Arrays.binarySearch(customers, random.nextDouble());
        return Math.min(CUSTOMERS - 1, found < 0 ? -found - 1 : found);
    }

    private static double[] zipf() {
        double[] shares = new double[CUSTOMERS];
        double sum = 0;
        for (int i = 0; i < CUSTOMERS; i++) {
            sum += 1 / Math.pow(i + 1, SKEW);
            shares[i] = sum;
        }
        for (int i = 0; i < CUSTOMERS; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
