package crm.segment.service;

import crm.condition.evaluation.Micros;
import crm.privacy.service.TestKeys;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How long after its instant an exit by passing time is told, while a million are yet to come: by two nodes that sweep as
 * the application does, of which one is broken off every few seconds in the middle of its work. In the end nothing is lost and nothing told twice.
 * Run by hand: {@code TimersBenchmark [timers [of them a second [seconds]]]}.
 */
final class TimersBenchmark {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final String SEGMENT = """
            {"key": "here", "name": "Here", "where": {"event": {"type": "page.viewed", "measure": "count",
             "window": {"last": "PT1H"}, "op": "gte", "value": 1}}}""";
    /** Profiles with one event each that leaves the window when its turn comes. */
    private static final String PROFILES = """
            insert into profile (id, version, events, first_seen_at, last_seen_at)
            select gen_random_uuid(), 1, 1, at, at
              from (select timestamptz '%s' + make_interval(secs => i / %d.0) as at from generate_series(1, %d) as i) t""";

    private static final String EVENTS = """
            insert into event (profile_id, at, source, id, type, subject, linkable, backfill, data)
            select id, first_seen_at, '/bench', id::text, 'page.viewed', 'customer_id:' || id, false, false, '{"url": "/"}'
              from profile""";
    private static final String TOLD = """
            select count(*), count(distinct profile_id),
                   percentile_cont(0.5) within group (order by observed_at - at),
                   percentile_cont(0.99) within group (order by observed_at - at), max(observed_at - at)
              from segment_change where not entered""";

    private final PGSimpleDataSource database;
    private final DefinitionsInForce definitions = new DefinitionsInForce();
    private volatile boolean over;
    private final AtomicInteger killed = new AtomicInteger();

    private TimersBenchmark(PGSimpleDataSource database) {
        this.database = database;
    }

    public static void main(String[] arguments) throws Exception {
        int timers = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 60;
        try (EmbeddedPostgres server = TestDatabase.measured()) {
            new TimersBenchmark(TestDatabase.beside(server, "timers")).run(timers, rate, seconds);
        }
    }

    private Segments segments(DefinitionsInForce inForce) {
        return new Segments(inForce, ToldEvents.PAYLOADS, TestKeys.seals(), purpose -> true, Instant::now);
    }

    @SuppressWarnings("SystemOut") // it is what it is for
    private void run(int timers, int rate, int seconds) throws Exception {
        try (Connection connection = open()) {
            int ahead = Math.max(60, timers / 3_000);
            Instant first = Instant.now().plusSeconds(ahead).minus(WINDOW);
            execute(connection, PROFILES.formatted(first, rate, timers));
            execute(connection, EVENTS);
            execute(connection, "analyze");
            new Definitions(connection).publish(Words.json(SEGMENT), "ada");
            connection.commit();
            long began = System.nanoTime();
            while (new Passing(connection, segments(definitions)).step(500, Instant.now(), Micros.of(Instant.now()))) {
                connection.commit();
            }
            connection.commit();
            execute(connection, "analyze");
            System.out.printf(
                    Locale.ROOT,
                    "%d timers, told in %.0f s; the first is due in %d s%n",
                    timers,
                    (System.nanoTime() - began) / 1e9,
                    Duration.between(Instant.now(), first.plus(WINDOW)).toSeconds());
            Instant end = first.plus(WINDOW).plusSeconds(seconds);
            List<Thread> nodes = new ArrayList<>(List.of(node(false), node(true)));
            nodes.forEach(Thread::start);
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), end).toMillis() + 3_000));
            over = true;
            for (Thread node : nodes) {
                node.join();
            }
            report(connection, rate, end);
        }
    }

    private Connection open() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /** Sweeps each second as long as there is something; one that is killed dies within a portion, before it is committed. */
    private Thread node(boolean dies) {
        return new Thread(() -> {
            int portions = 0;
            while (!over) {
                try (Connection connection = open()) {
                    Segments segments = segments(new DefinitionsInForce());
                    boolean alive = true;
                    while (!over && alive) {
                        int told;
                        do {
                            told = new Sweep(connection, segments).step(Instant.now(), 200);
                            alive = !dies || told == 0 || ++portions % 5 != 0;
                            if (alive) {
                                connection.commit();
                            } else {
                                execute(connection, "select pg_terminate_backend(pg_backend_pid())");
                            }
                        } while (told == 200);
                        Thread.sleep(1_000 - System.currentTimeMillis() % 1_000);
                    }
                } catch (SQLException e) {
                    killed.incrementAndGet(); // it was killed, and begins anew
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        });
    }

    @SuppressWarnings("SystemOut")
    private void report(Connection connection, int rate, Instant end) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ResultSet due = statement.executeQuery(
                    "select count(*) from profile where first_seen_at <= timestamptz '" + end.minus(WINDOW) + "'");
            due.next();
            long expected = due.getLong(1);
            ResultSet row = statement.executeQuery(TOLD);
            row.next();
            System.out.printf(
                    "%d due at %d a second, %d exits told of %d profiles, one node killed %d times;"
                            + " after the instant: median %s, 99 %% within %s, the latest %s%n",
                    expected,
                    rate,
                    row.getLong(1),
                    row.getLong(2),
                    killed.get(),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5));
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        connection.commit();
    }
}
