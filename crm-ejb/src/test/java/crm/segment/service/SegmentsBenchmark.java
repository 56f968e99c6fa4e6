package crm.segment.service;

import crm.ingest.entity.Event;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileId;
import crm.profile.service.MadeTraffic;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import crm.profile.store.PlansByKey;
import crm.segment.entity.Cause;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What an event costs by the number of live segments, from the record's bytes to the commit, and what comes due with it:
 * CPU of this thread and of its PostgreSQL. What comes due
 * as time passes is swept after each batch, and told apart. Each number has a database of its own and gets the same events; they take turns, so
 * what else the machine does meets all alike. Run by hand: {@code SegmentsBenchmark [rounds [events in a batch [numbers…]]]}.
 */
final class SegmentsBenchmark implements AutoCloseable {

    private static final double TICKS = 100;
    private static final int STEP_MILLIS = Integer.getInteger("crm.bench.step", 100);
    private static final String EARLIER = "earlier";
    private static final int PORTION = 500;
    private static final int EARLIER_BATCHES = Integer.getInteger("crm.bench.earlier", 100);

    private final int many;
    private final MadeTraffic traffic;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Connection connection;
    private final Segments segments;
    private long decoding;
    private long applying;
    private long sweeping;
    private long swept;
    private double database;
    private double sweepingDatabase;
    private long events;
    private long wall;

    /** One to which the events of the others so far have come, too. */
    private SegmentsBenchmark(EmbeddedPostgres server, MadeTraffic traffic, int many) throws SQLException {
        this.many = many;
        this.traffic = traffic;
        this.connection = open(TestDatabase.copy(server, EARLIER, "s" + many));
        this.segments = new Segments(
                new DefinitionsInForce(),
                ToldEvents.PAYLOADS,
                TestKeys.seals(),
                purpose -> purpose.equals("profiling"),
                () -> Instant.ofEpochMilli(traffic.until()));
        for (var definition : new MadeSegments().made(many)) {
            new Definitions(connection).publish(definition, "ada");
        }
        serve();
    }

    /** All at once, instead of one after the other. */
    private void serve() throws SQLException {
        execute("update segment_version set pass = null, from_at = now()");
        execute("update segment set state = 'live', live_id = next_id, next_id = null");
        execute("update segment_epoch set epoch = epoch + 1");
        connection.commit();
        List<ProfileId> profiles = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id from profile order by id")) {
            while (row.next()) {
                profiles.add(new ProfileId(row.getObject(1, UUID.class)));
            }
        }
        for (int i = 0; i < profiles.size() && many > 0; i += PORTION) {
            PlansByKey.only(connection);
            segments.rebuild(connection, profiles.subList(i, Math.min(profiles.size(), i + PORTION)), Cause.BACKFILL);
            connection.commit();
        }
        execute("analyze");
        connection.commit();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection open(PGSimpleDataSource source) throws SQLException {
        source.setPrepareThreshold(1);
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /** Customers have a history before there are segments. */
    private static void earlier(EmbeddedPostgres server, MadeTraffic traffic) throws SQLException {
        try (Connection connection = open(TestDatabase.beside(server, EARLIER))) {
            for (int i = 0; i < EARLIER_BATCHES; i++) {
                ToldEvents.applyEvents(connection, traffic.decoded(traffic.batch(2000)), (same, applied) -> {});
                connection.commit();
            }
        }
    }

    @SuppressWarnings("SystemOut") // it is what it is for
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
        int[] numbers = arguments.length > 2
                ? Stream.of(arguments).skip(2).mapToInt(Integer::parseInt).toArray()
                : new int[] {0, 20, 100, 1000, 5000};
        try (EmbeddedPostgres server = TestDatabase.measured()) {
            MadeTraffic traffic = new MadeTraffic(STEP_MILLIS);
            earlier(server, traffic);
            List<SegmentsBenchmark> all = new ArrayList<>();
            for (int many : numbers) {
                all.add(new SegmentsBenchmark(server, traffic, many));
            }
            System.out.println("processes of PostgreSQL: "
                    + all.stream().map(SegmentsBenchmark::backend).toList());
            for (int i = 0; i < rounds; i++) {
                List<byte[]> batch = traffic.batch(size);
                for (SegmentsBenchmark one : all) {
                    one.round(batch);
                }
                if (i + 1 == rounds / 2) {
                    System.out.println("first half, while the JVM warms up:");
                    all.forEach(SegmentsBenchmark::report);
                    all.forEach(SegmentsBenchmark::begin);
                }
            }
            System.out.println("second half:");
            all.forEach(SegmentsBenchmark::report);
            for (SegmentsBenchmark one : all) {
                one.standing();
                one.close();
            }
        }
    }

    private void begin() {
        decoding = 0;
        applying = 0;
        sweeping = 0;
        swept = 0;
        database = 0;
        sweepingDatabase = 0;
        events = 0;
        wall = 0;
    }

    private void round(List<byte[]> batch) throws SQLException, IOException {
        double ticks = ticks();
        long nanos = System.nanoTime();
        long began = threads.getCurrentThreadCpuTime();
        List<Event> decoded = traffic.decoded(batch);
        long read = threads.getCurrentThreadCpuTime();
        ToldEvents.applyEvents(connection, decoded, segments);
        connection.commit();
        long applied = threads.getCurrentThreadCpuTime();
        wall += System.nanoTime() - nanos;
        double swept = ticks();
        database += swept - ticks;
        int told;
        do {
            told = new Sweep(connection, segments).step(Instant.ofEpochMilli(traffic.until()), 200);
            connection.commit();
            this.swept += told;
        } while (told == 200);
        decoding += read - began;
        applying += applied - read;
        sweeping += threads.getCurrentThreadCpuTime() - applied;
        sweepingDatabase += ticks() - swept;
        events += batch.size();
    }

    @SuppressWarnings("SystemOut")
    private void report() {
        System.out.printf(
                Locale.ROOT,
                "%5d segments: %6.0f events/s; us per event: %4.1f decoding + %5.1f applying + %5.1f PostgreSQL = %5.1f;"
                        + " %.3f profiles swept per event, us per profile: %5.1f + %5.1f PostgreSQL%n",
                many,
                events / (wall / 1e9),
                decoding / 1e3 / events,
                applying / 1e3 / events,
                micros(database) / events,
                (decoding + applying) / 1e3 / events + micros(database) / events,
                swept / (double) events,
                sweeping / 1e3 / Math.max(1, swept),
                micros(sweepingDatabase) / Math.max(1, swept));
    }

    private static double micros(double ticks) {
        return ticks / TICKS * 1e6;
    }

    @SuppressWarnings("SystemOut")
    private void standing() throws SQLException {
        System.out.printf(
                "%5d segments: %s profiles, %s memberships, %s changes, %s of them while events came%n",
                many,
                query("select count(*) from profile"),
                query("select count(*) from segment_member"),
                query("select count(*) from segment_change"),
                query("select count(*) from segment_change where cause <> 'backfill'"));
    }

    private String backend() {
        try {
            return query("select pg_backend_pid()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
