package crm.ingest.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Advance;
import crm.ingest.entity.Claim;
import crm.ingest.entity.Delivery;
import crm.ingest.entity.HeldRecord;
import crm.ingest.entity.PartitionId;
import crm.ingest.entity.PartitionLog;
import crm.ingest.entity.Refused;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Rejection.Code;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Workers, operators and two who give keys free, all at once: records of each key are applied once each and in their order,
 * whatever fails, is replayed, discarded, held and let go between.
 */
class HeldKeysUnderFireTest {

    private static final int PARTITIONS = 3;
    private static final long RECORDS = 400;
    private static final int KEYS = 4;
    private static final Rejection FAILED = new Rejection(Code.HANDLER_FAILED, "", "a sentence");

    private final TestLetters letters = new TestLetters();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean reading = new AtomicBoolean(true);
    private final String applied = "applied_" + letters.topicId.toString().replace('-', '_');

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void keepsTheOrderOfEachKey() throws Exception {
        run("create table " + applied + " (n bigint generated always as identity, key text, partition int, pos bigint,"
                + " unique (partition, pos))");
        List<Future<?>> workers = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int mine = partition;
            workers.add(threads.submit(() -> work(mine)));
        }
        List<Future<?>> others = List.of(
                threads.submit(() -> release(1)), threads.submit(() -> release(2)), threads.submit(this::operate));
        await(workers);
        reading.set(false);
        await(others);
        settleAll();

        Map<String, List<Long>> order = new HashMap<>();
        for (String line : ask("select key || ' ' || pos from " + applied + " order by n")) {
            int gap = line.indexOf(' ');
            order.computeIfAbsent(line.substring(0, gap), key -> new ArrayList<>())
                    .add(Long.parseLong(line.substring(gap + 1)));
        }
        assertThat(order).hasSize(PARTITIONS * KEYS);
        order.values().forEach(positions -> assertThat(positions).isSorted());
        long discarded =
                letters.ask("state").stream().filter("discarded"::equals).count();
        assertThat(order.values().stream().mapToLong(List::size).sum() + discarded)
                .isEqualTo(PARTITIONS * RECORDS);
        assertThat(ours()).isEmpty();
        assertThat(letters.ask("state")).hasSizeGreaterThan(10).doesNotContain("open");
    }

    /** A worker, as the worker's transaction does it. */
    private Void work(int partition) throws SQLException {
        PartitionId id = new PartitionId(letters.topic, partition);
        Random random = new Random(partition);
        Claim claim = claim(id);
        while (claim.nextOffset() < RECORDS) {
            long from = claim.nextOffset();
            long to = Math.min(RECORDS, from + 1 + random.nextInt(8));
            Advance step = new Advance(id, claim.epoch(), from, to, Optional.empty(), 1, Optional.empty());
            List<Delivery> batch = LongStream.range(from, to)
                    .mapToObj(offset -> delivery(partition, offset))
                    .toList();
            if (applied(step, batch, random)) {
                claim = claim.after(step);
            }
        }
        return null;
    }

    private Claim claim(PartitionId id) throws SQLException {
        try (Connection connection = transaction()) {
            Claim claim = new ClaimStatement(connection, letters.group, "w")
                    .claim(List.of(new PartitionLog(id, letters.topicId, 0, RECORDS)), List.of())
                    .granted()
                    .get(0);
            connection.commit();
            return claim;
        }
    }

    private boolean applied(Advance step, List<Delivery> batch, Random random) throws SQLException {
        try (Connection connection = transaction()) {
            boolean held = new AdvanceStatement(connection, letters.group).advance(List.of(step));
            HeldKeyRows rows = new HeldKeyRows(connection, TestLetters.SEALS);
            List<Delivery> diverted = held ? rows.divert(letters.group, batch) : List.of();
            for (Delivery delivery : batch) {
                if (!diverted.contains(delivery)) {
                    handle(connection, delivery, batch.size() == 1 && random.nextInt(4) == 0);
                }
            }
            if (random.nextInt(10) == 0) {
                connection.rollback();
                return false;
            }
            connection.commit();
            return true;
        }
    }

    private void handle(Connection connection, Delivery delivery, boolean fails) throws SQLException {
        if (fails) {
            new ParkStatement(connection, TestLetters.SEALS, letters.group)
                    .park(List.of(new Refused(delivery, FAILED)));
            new HeldKeyRows(connection, TestLetters.SEALS).hold(letters.group, List.of(delivery));
        } else {
            write(connection, delivery);
        }
    }

    private void write(Connection connection, Delivery delivery) throws SQLException {
        String sql = "insert into " + applied + " (key, partition, pos) values (?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, new String(delivery.key(), UTF_8));
            insert.setInt(2, delivery.partition());
            insert.setLong(3, delivery.offset());
            insert.executeUpdate();
        }
    }

    private Void release(int seed) throws SQLException {
        Random random = new Random(100 + seed);
        while (reading.get()) {
            releaseAll(random, 8);
        }
        return null;
    }

    private void releaseAll(Random random, int failing) throws SQLException {
        List<Long> free;
        try (Connection connection = transaction()) {
            free = new KeyReleaseRows(connection, TestLetters.SEALS).free(List.of(letters.group));
        }
        free.retainAll(ours()); // other tests have keys of their own
        for (long key : free) {
            release(key, random, failing);
        }
    }

    private List<Long> ours() throws SQLException {
        return ask("select id::text from held_key where topic = '" + letters.topic + "'").stream()
                .map(Long::valueOf)
                .toList();
    }

    private void release(long key, Random random, int failing) throws SQLException {
        try (Connection connection = transaction()) {
            KeyReleaseRows rows = new KeyReleaseRows(connection, TestLetters.SEALS);
            if (!rows.take(key)) {
                return;
            }
            List<HeldRecord> some = rows.first(key, 3);
            if (!some.isEmpty() && random.nextInt(failing) == 1) {
                HeldRecord head = some.get(0);
                new ParkStatement(connection, TestLetters.SEALS, letters.group)
                        .park(List.of(new Refused(head.delivery(""), FAILED)));
                rows.head(key, head);
                rows.gone(List.of(head.id()));
            } else {
                for (HeldRecord record : some) {
                    write(connection, record.delivery(""));
                }
                rows.gone(some.stream().map(HeldRecord::id).toList());
                rows.release(key);
            }
            connection.commit();
        }
    }

    /** Replays and discards letters, holds keys and lets them go. */
    private Void operate() throws SQLException {
        Random random = new Random(7);
        while (reading.get()) {
            settle(random);
            byte[] key = key(random.nextInt(PARTITIONS), random.nextInt(KEYS)).getBytes(UTF_8);
            try (Connection connection = transaction()) {
                HeldKeyRows rows = new HeldKeyRows(connection, TestLetters.SEALS);
                if (random.nextInt(10) == 0) {
                    rows.pause(letters.group, letters.topic, key, "olga");
                } else {
                    rows.resume(letters.group, letters.topic, key);
                }
                connection.commit();
            }
        }
        return null;
    }

    private boolean settle(Random random) throws SQLException {
        String pick = "select id, partition, record_offset from dead_letter where topic = ? and state = 'open'"
                + " order by id limit 1 for update";
        try (Connection connection = transaction();
                PreparedStatement select = connection.prepareStatement(pick)) {
            select.setString(1, letters.topic);
            ResultSet row = select.executeQuery();
            if (!row.next()) {
                return false;
            }
            boolean replayed = random.nextBoolean();
            if (replayed) {
                write(connection, delivery(row.getInt(2), row.getLong(3)));
            }
            try (Statement update = connection.createStatement()) {
                update.executeUpdate("update dead_letter set "
                        + (replayed
                                ? "state = 'replayed', effect = 'applied'"
                                : "state = 'discarded', discard_reason = 'x'")
                        + " where id = " + row.getLong(1));
            }
            connection.commit();
            return true;
        }
    }

    private void settleAll() throws SQLException {
        run("update held_key set paused_by = null where topic = '" + letters.topic + "'");
        Random random = new Random(9);
        boolean more = true;
        while (more) {
            more = settle(random);
            releaseAll(random, Integer.MAX_VALUE);
            more |= !ask("select id::text from held_key where topic = '" + letters.topic + "'")
                    .isEmpty();
        }
    }

    private Delivery delivery(int partition, long offset) {
        String key = key(partition, (int) (offset * 7 % KEYS + offset / 5) % KEYS);
        Delivery any = letters.delivery(offset, key, "{\"customer_id\":\"ada\"}");
        return new Delivery(
                any.role(),
                any.topic(),
                any.topicId(),
                partition,
                offset,
                any.timestamp(),
                any.headers(),
                any.key(),
                any.value());
    }

    private static String key(int partition, int number) {
        return "key-" + partition + "-" + number;
    }

    private static void await(List<Future<?>> all) throws InterruptedException, ExecutionException {
        for (Future<?> one : all) {
            one.get();
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> ask(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                lines.add(row.getString(1));
            }
        }
        return lines;
    }

    private static Connection transaction() throws SQLException {
        Connection connection = TestDatabase.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
