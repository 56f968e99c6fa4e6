package crm.privacy.service;

import crm.privacy.entity.Verification;
import crm.privacy.store.Deed;
import crm.privacy.store.Trail;
import crm.privacy.store.TrailCheck;
import crm.privacy.store.TrailRows;
import crm.profile.service.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Looks a second by many threads at once: all in groups, against each in a transaction of its own. Run by hand. */
final class LooksBenchmark {

    private static final int THREADS = 16;
    private static final Duration LASTING = Duration.ofSeconds(8);

    private final BlockingQueue<Connection> pool = new ArrayBlockingQueue<>(THREADS);

    private LooksBenchmark(EmbeddedPostgres server) throws SQLException {
        for (int i = 0; i < THREADS; i++) {
            Connection connection = server.getPostgresDatabase().getConnection();
            connection.setAutoCommit(false);
            pool.add(connection);
        }
    }

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres server = TestDatabase.durable()) {
            new LooksBenchmark(server).run();
        }
    }

    @SuppressWarnings("SystemOut") // it is what it is for
    private void run() throws Exception {
        for (int round = 0; round < 3; round++) {
            long alone = rate(deed -> append(List.of(deed)));
            GroupCommit<Deed> group = new GroupCommit<>(this::append, 500, Duration.ofSeconds(10));
            long together = rate(group::write);
            System.out.printf(
                    "%d threads: each alone %d looks/s, in groups %d looks/s, ratio %.1f%n",
                    THREADS, alone, together, (double) together / alone);
        }
        Verification found = new TrailCheck(pool.take()).verify();
        System.out.printf("verified %d entries in %d ms: %s%n", found.entries(), found.tookMs(), found.valid());
    }

    private interface Look {
        void write(Deed deed) throws Exception;
    }

    private static long rate(Look look) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        AtomicLong looks = new AtomicLong();
        long end = System.nanoTime() + LASTING.toNanos();
        Callable<Void> person = () -> {
            while (System.nanoTime() < end) {
                look.write(Trail.deed("ada", (int) looks.incrementAndGet()));
            }
            return null;
        };
        try {
            for (var thread : threads.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(i -> person).toList())) {
                thread.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return looks.get() / LASTING.toSeconds();
    }

    private void append(List<Deed> deeds) {
        try {
            Connection connection = pool.take();
            try {
                new TrailRows(connection).append(deeds);
                connection.commit();
            } finally {
                pool.add(connection);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
