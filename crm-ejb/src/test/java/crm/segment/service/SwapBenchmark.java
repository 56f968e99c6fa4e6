package crm.segment.service;

import crm.condition.evaluation.Micros;
import crm.ingest.entity.Shard;
import crm.ingest.service.Round;
import crm.privacy.service.TestKeys;
import crm.profile.service.TestDatabase;
import crm.profile.service.ToldEvents;
import crm.segment.entity.ChangeBatch;
import crm.segment.store.ChangeRows;
import crm.segment.store.DefinitionRows;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** How long it takes until members are told that a version serves, and how long anybody waits for it. Run by hand. */
final class SwapBenchmark {

    private static final int MEMBERS = Integer.getInteger("crm.bench.members", 100_000);
    private static final Instant NOW = Instant.parse("2020-06-01T00:00:00Z");

    private final Connection connection;
    private final Segments segments =
            new Segments(new DefinitionsInForce(), ToldEvents.PAYLOADS, TestKeys.seals(), purpose -> true, () -> NOW);

    private SwapBenchmark(Connection connection) {
        this.connection = connection;
    }

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres server = TestDatabase.durable();
                Connection connection = server.getPostgresDatabase().getConnection()) {
            connection.setAutoCommit(false);
            new SwapBenchmark(connection).run();
        }
    }

    private void run() throws SQLException {
        execute("insert into profile (id, version, events, first_seen_at, last_seen_at)"
                + " select gen_random_uuid(), 1, 1, '2020-01-01', '2020-01-01' from generate_series(1, " + MEMBERS
                + ")");
        execute("analyze profile");
        follow("{\"all\": []}");
        pass("everybody enters a first version");
        publishAll();
        follow("{\"any\": []}");
        pass("everybody leaves with the next");
        publishAll();
        follow("{\"all\": [{\"all\": []}]}");
        pass("and enters again");
        new Definitions(connection).archive("a", NOW);
        connection.commit();
        pass("and leaves an archived segment");
    }

    private void follow(String where) throws SQLException {
        new Definitions(connection)
                .publish(Words.json("{\"key\": \"a\", \"name\": \"a\", \"where\": " + where + "}"), "ada");
        connection.commit();
    }

    @SuppressWarnings("SystemOut") // it is what it is for
    private void pass(String what) throws SQLException {
        double[][] seconds = new double[5][];
        Arrays.setAll(seconds, none -> new double[3]);
        String[] kinds = {"backfill", "swap", "handover", "leave", "forget"};
        Optional<String> pass = next();
        while (pass.isPresent()) {
            long began = System.nanoTime();
            new Passing(connection, segments).step(500, NOW, Micros.of(NOW));
            connection.commit();
            double lasted = (System.nanoTime() - began) / 1e9;
            double[] sums = seconds[Arrays.asList(kinds).indexOf(pass.get())];
            sums[0] += lasted;
            sums[1] = Math.max(sums[1], lasted);
            sums[2]++;
            pass = next();
        }
        System.out.println(what);
        for (int i = 0; i < kinds.length; i++) {
            if (seconds[i][2] > 0) {
                System.out.printf(
                        "  %-8s %7.2f s in %4.0f transactions, the longest %.3f s%n",
                        kinds[i], seconds[i][0], seconds[i][2], seconds[i][1]);
            }
        }
    }

    private Optional<String> next() throws SQLException {
        Optional<String> next = new DefinitionRows(connection).passing().flatMap(DefinitionRows.Version::pass);
        connection.commit();
        return next;
    }

    @SuppressWarnings("SystemOut")
    private void publishAll() throws SQLException {
        long began = System.nanoTime();
        long bytes = 0;
        int records = 0;
        for (int number = 0; number < 4; number++) {
            Shard shard = ChangeRows.relay(connection).claim("bench", number).orElseThrow();
            connection.commit();
            long committed = Long.MAX_VALUE / 2;
            Optional<ChangeBatch> batch = next(shard, committed, Round.BEGINS);
            while (batch.isPresent()) {
                records += batch.get().changes().size();
                bytes += batch.get().changes().stream()
                        .mapToLong(change -> MembershipEvent.of(change).length)
                        .sum();
                batch = next(shard, batch.get().number(), Round.GOES_ON);
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "  %d changes read and rendered, %.0f/s, %d bytes each%n", records, records / seconds, bytes / records);
    }

    private Optional<ChangeBatch> next(Shard shard, long committed, Round round) throws SQLException {
        Optional<ChangeBatch> batch = new MembershipStep(connection).next(shard, committed, round);
        connection.commit();
        return batch;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        connection.commit();
    }
}
