package crm.segment.service;

import crm.condition.evaluation.Micros;
import crm.privacy.service.TestKeys;
import crm.profile.service.MadeTraffic;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How long it takes until new segments serve that are asked of a million events, and how long events that come meanwhile
 * take, from a batch of them to its commit. Run by hand: {@code BackfillBenchmark [events [live events a second]]}.
 */
final class BackfillBenchmark {

    private static final int BATCH = 2_000;
    private static final int LIVE_BATCHES = 20;
    private static final String BUYS = """
            {"key": "buys", "name": "Buys", "where": {"all": [
              {"event": {"type": "order.completed", "measure": "sum", "property": "total", "currency": "EUR",
                         "window": {"last": "P30D"}, "op": "gte", "value": 1000}},
              {"event": {"type": "PAGE_VIEW", "measure": "count", "window": {"last": "P7D"}, "op": "gte", "value": 3}}]}}""";

    private final Connection connection;
    private final MadeTraffic traffic;
    private final PGSimpleDataSource database;
    private volatile boolean over;

    private BackfillBenchmark(PGSimpleDataSource database, MadeTraffic traffic) throws SQLException {
        this.database = database;
        this.traffic = traffic;
        this.connection = open();
    }

    public static void main(String[] arguments) throws Exception {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        try (EmbeddedPostgres server = TestDatabase.measured()) {
            new BackfillBenchmark(TestDatabase.beside(server, "backfill"), new MadeTraffic(1_000)).run(events, rate);
        }
    }

    private Connection open() throws SQLException {
        database.setPrepareThreshold(1);
        Connection opened = database.getConnection();
        opened.setAutoCommit(false);
        return opened;
    }

    private Segments segments() {
        return new Segments(
                new DefinitionsInForce(),
                ToldEvents.PAYLOADS,
                TestKeys.seals(),
                purpose -> true,
                () -> Instant.ofEpochMilli(traffic.until()));
    }

    @SuppressWarnings("SystemOut") // it is what it is for
    private void run(int events, int rate) throws Exception {
        Segments live = segments();
        for (int i = 0; i < events / BATCH; i++) {
            ToldEvents.applyEvents(connection, traffic.decoded(traffic.batch(BATCH)), live);
            connection.commit();
        }
        System.out.printf("%s profiles, %s events%n", query("profile"), query("event"));
        apply(live, rate, 200, "before");
        Thread pass = new Thread(this::pass);
        pass.start();
        List<Double> during = new ArrayList<>();
        while (!over) {
            during.add(batch(live, rate));
        }
        pass.join();
        report("during", during);
        apply(live, rate, 200, "after");
        System.out.printf("%s members%n", query("segment_member"));
    }

    private void apply(Segments live, int rate, int batches, String when) throws Exception {
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            took.add(batch(live, rate));
        }
        report(when, took);
    }

    /** Milliseconds that a batch took. */
    private double batch(Segments live, int rate) throws Exception {
        long began = System.nanoTime();
        ToldEvents.applyEvents(connection, traffic.decoded(traffic.batch(rate / LIVE_BATCHES)), live);
        connection.commit();
        double took = (System.nanoTime() - began) / 1e6;
        Thread.sleep(Math.max(0, 1_000 / LIVE_BATCHES - (long) took));
        return took;
    }

    @SuppressWarnings("SystemOut")
    private static void report(String when, List<Double> took) {
        Collections.sort(took);
        System.out.printf(
                Locale.ROOT,
                "%s: %d batches of live events, median %.1f ms, 99 %% within %.1f ms, the longest %.1f ms%n",
                when,
                took.size(),
                took.get(took.size() / 2),
                took.get(took.size() * 99 / 100),
                took.get(took.size() - 1));
    }

    @SuppressWarnings("SystemOut")
    private void pass() {
        try (Connection own = open()) {
            Segments passing = segments();
            new Definitions(own).publish(Words.json(BUYS), "ada");
            own.commit();
            long began = System.nanoTime();
            long until = Micros.of(Instant.ofEpochMilli(traffic.until()));
            Portion portion = new Portion();
            boolean more = true;
            while (more) {
                long nanos = System.nanoTime();
                more = new Passing(own, passing).step(portion.profiles(), Instant.ofEpochMilli(traffic.until()), until);
                own.commit();
                portion.took(System.nanoTime() - nanos);
            }
            System.out.printf(Locale.ROOT, "it serves after %.1f s%n", (System.nanoTime() - began) / 1e9);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            over = true;
        }
    }

    private String query(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            String found = row.getString(1);
            connection.commit();
            return found;
        }
    }
}
