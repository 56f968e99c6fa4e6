package crm.ingest.service;

import crm.ingest.entity.Shard;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** A node that publishes, and fails wherever it can, until all is written and nothing is left. */
public final class FailingNode<T> implements Callable<Void> {

    private final String node;
    private final Random random;
    private final AtomicBoolean written;
    private final Source<T> source;
    private final FakeTopic<T> topic;
    private final Map<Integer, Tenure<T>> tenures = new HashMap<>();

    FailingNode(String node, long seed, AtomicBoolean written, Source<T> source, FakeTopic<T> topic) {
        this.node = node;
        this.random = new Random(seed);
        this.written = written;
        this.source = source;
        this.topic = topic;
    }

    /** What is published, and where that is kept. */
    public interface Source<T> {

        /** Prefix of the tables: {@code profile} of {@code profile_relay} and {@code profile_outbox}. */
        String tables();

        RelayRows<?> relay(Connection connection);

        Optional<Batch<T>> next(Connection connection, Shard shard, long committed, Round round) throws SQLException;
    }

    /** A batch as it is sent. */
    public record Batch<T>(long number, List<T> items) {}

    private record Tenure<T>(Shard shard, FakeTopic<T>.Producer producer, long committed) {}

    /** Two of them at once while somebody writes. */
    public static <T> void two(Source<T> source, FakeTopic<T> topic, Random random, Callable<?> writing)
            throws Exception {
        AtomicBoolean written = new AtomicBoolean();
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        List<Future<Void>> relays = List.of(
                nodes.submit(new FailingNode<>("a", random.nextLong(), written, source, topic)),
                nodes.submit(new FailingNode<>("b", random.nextLong(), written, source, topic)));
        try {
            writing.call();
        } finally {
            written.set(true);
        }
        for (Future<Void> relay : relays) {
            relay.get();
        }
        nodes.shutdown();
    }

    /** One of them, of which all is written. */
    public static <T> void one(Source<T> source, FakeTopic<T> topic) throws SQLException {
        new FailingNode<>("a", 1, new AtomicBoolean(true), source, topic).call();
    }

    @Override
    public Void call() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            boolean all;
            do {
                all = written.get();
                for (int shard : due(connection)) {
                    try {
                        step(connection, shard);
                    } catch (SQLException | ShardLost | FakeTopic.Ended e) {
                        connection.rollback();
                        tenures.remove(shard);
                    }
                }
            } while (!all || somethingLeft(connection));
        }
        return null;
    }

    /** Now and then a lease is over though its holder is not. */
    private List<Integer> due(Connection connection) throws SQLException {
        if (random.nextInt(4) == 0) {
            try (Statement statement = connection.createStatement()) {
                // In one order, as the other node may do the same.
                statement.execute("select shard from " + source.tables() + "_relay order by shard for update");
                statement.execute("update " + source.tables() + "_relay set held_until = '-infinity'");
            }
            connection.commit();
        }
        List<Integer> due = source.relay(connection).due(node);
        connection.commit();
        return due;
    }

    private void step(Connection connection, int shard) throws SQLException {
        if (!tenures.containsKey(shard)) {
            Optional<Shard> claimed = source.relay(connection).claim(node, shard);
            connection.commit();
            if (claimed.isEmpty()) {
                return;
            }
            FakeTopic<T>.Producer producer = topic.new Producer(shard);
            tenures.put(shard, new Tenure<>(claimed.get(), producer, producer.committed()));
        }
        Tenure<T> tenure = tenures.get(shard);
        Optional<Batch<T>> batch = source.next(
                connection, tenure.shard(), tenure.committed(), random.nextInt(3) == 0 ? Round.BEGINS : Round.GOES_ON);
        connection.commit();
        if (batch.isEmpty()) {
            return;
        }
        if (random.nextInt(5) == 0) {
            tenures.remove(shard); // a crash before it is sent
            return;
        }
        tenure.producer().send(batch.get().number(), batch.get().items());
        if (random.nextInt(5) == 0) {
            tenures.remove(shard); // a crash after that
        } else {
            tenures.put(
                    shard,
                    new Tenure<>(tenure.shard(), tenure.producer(), batch.get().number()));
        }
    }

    private boolean somethingLeft(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("select exists (select from " + source.tables() + "_outbox)"
                    + " or exists (select from " + source.tables() + "_relay where under_way <> '{}')");
            row.next();
            boolean left = row.getBoolean(1);
            connection.commit();
            return left;
        }
    }
}
