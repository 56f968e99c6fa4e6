package crm.profile.store;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Stamp;
import crm.ingest.service.ViolationRows;
import crm.profile.service.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClaimRowsTest {

    private final String source = "claims-" + UUID.randomUUID();

    @Test
    void theFirstOfABatchWinsAndThoseOfAnEarlierOne() throws SQLException {
        try (Connection connection = open()) {
            assertThat(claim(connection, List.of(event("a", "{}"), event("b", "{}"), event("a", "{}"))))
                    .extracting(event -> event.stamp().id())
                    .containsExactly("a", "b");
            assertThat(claim(connection, List.of(event("b", "{}"), event("c", "{}"))))
                    .extracting(event -> event.stamp().id())
                    .containsExactly("c");
            assertThat(conflicts(connection)).isZero();
            connection.rollback();
        }
    }

    @Test
    void anotherBodyUnderTheSameIdIsAConflictInABatchAndBetweenBatches() throws SQLException {
        try (Connection connection = open()) {
            claim(connection, List.of(event("a", "{}"), event("a", "{\"n\":1}")));
            assertThat(conflicts(connection)).isEqualTo(1);
            claim(connection, List.of(event("a", "{}"), event("a", "{\"n\":2}"), event("a", "{\"n\":3}")));
            assertThat(conflicts(connection)).isEqualTo(3);
            connection.rollback();
        }
    }

    @Test
    void ofTwoWorkersWithTheSameEventsOneWaitsAndTakesWhatIsLeft() throws Exception {
        try (Connection first = open();
                Connection second = open()) {
            claim(first, List.of(event("b", "{}"), event("c", "{}")));
            ExecutorService other = Executors.newSingleThreadExecutor();
            Future<List<Event>> waiting =
                    other.submit(() -> claim(second, List.of(event("a", "{}"), event("b", "{}"), event("d", "{}"))));
            awaitLock(first, second);
            first.commit();
            assertThat(waiting.get()).extracting(event -> event.stamp().id()).containsExactly("a", "d");
            second.commit();
            other.shutdown();
        }
    }

    @Test
    void whatAWorkerGivesUpAnotherTakes() throws Exception {
        try (Connection first = open();
                Connection second = open()) {
            claim(first, List.of(event("b", "{}")));
            ExecutorService other = Executors.newSingleThreadExecutor();
            Future<List<Event>> waiting = other.submit(() -> claim(second, List.of(event("b", "{}"))));
            awaitLock(first, second);
            first.rollback();
            assertThat(waiting.get()).hasSize(1);
            second.rollback();
            other.shutdown();
        }
    }

    @Test
    void eachEventIsClaimedOnceByManyWorkersAtOnce() throws Exception {
        int workers = 6;
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        List<Callable<List<String>>> work = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            Random random = new Random(worker);
            work.add(() -> claimAll(random));
        }
        List<String> claimed = new ArrayList<>();
        for (Future<List<String>> done : threads.invokeAll(work)) {
            claimed.addAll(done.get());
        }
        threads.shutdown();
        assertThat(claimed).doesNotHaveDuplicates().hasSize(200);
    }

    /** All of 200 events, in batches of an order of this worker's own. */
    private List<String> claimAll(Random random) throws SQLException {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, 200).boxed().toList());
        Collections.shuffle(numbers, random);
        List<String> claimed = new ArrayList<>();
        try (Connection connection = open()) {
            for (int i = 0; i < numbers.size(); i += 20) {
                List<Event> batch = numbers.subList(i, i + 20).stream()
                        .map(number -> event("n" + number, "{}"))
                        .toList();
                claim(connection, batch)
                        .forEach(event -> claimed.add(event.stamp().id()));
                connection.commit();
            }
        }
        return claimed;
    }

    private static Connection open() throws SQLException {
        Connection connection = TestDatabase.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static List<Event> claim(Connection connection, List<Event> events) throws SQLException {
        ViolationRows violations = new ViolationRows(connection);
        List<Event> fresh = new ClaimRows(connection, violations).claim(events);
        violations.write();
        return fresh;
    }

    private Event event(String id, String data) {
        Stamp stamp = new Stamp(Instant.parse("2020-01-01T00:00:00Z"), source, id);
        return new Event(stamp, "x", Identity.customer("1"), false, Payload.Occurrence.INSTANCE, data);
    }

    private long conflicts(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select coalesce(sum(count), 0) from violation where kind = 'id_conflict' and source = ?")) {
            select.setString(1, source);
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** Until one session waits for what the other holds. */
    private static void awaitLock(Connection holder, Connection waiter) throws SQLException {
        int process = waiter.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        try (PreparedStatement waits = holder.prepareStatement("select cardinality(pg_blocking_pids(?)) > 0")) {
            waits.setInt(1, process);
            boolean blocked = false;
            while (!blocked) {
                ResultSet row = waits.executeQuery();
                row.next();
                blocked = row.getBoolean(1);
            }
        }
    }
}
