package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Event;
import crm.privacy.service.Seals;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever way a history comes in, the profiles are those of a plain fold over the sorted whole. */
class ProfilesEqualTheOracleTest {

    private static final int EVENTS = 120;

    private final Seals seals = TestKeys.seals();

    @BeforeEach
    void clear() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            new StoredProfiles(connection).clear();
        }
    }

    @RepeatedTest(150)
    void whateverTheOrderTheBatchesTheDuplicatesAndTheCrashes(RepetitionInfo repetition) throws SQLException {
        Random random = new Random(repetition.getCurrentRepetition());
        History history = new History(random, EVENTS);
        List<Event> deliveries = deliveries(history, random);
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            int position = 0;
            while (position < deliveries.size()) {
                int end = Math.min(deliveries.size(), position + 1 + random.nextInt(40));
                new EventBatch(connection, (type, data) -> history.payload(data), seals)
                        .apply(deliveries.subList(position, end));
                if (random.nextInt(4) == 0) {
                    connection.rollback(); // a crash before the commit: the batch comes again, cut otherwise
                } else {
                    connection.commit();
                    position = end;
                }
            }
            compare(history, connection);
        }
    }

    @RepeatedTest(20)
    void whenSeveralWorkersMeetTheSameCustomers(RepetitionInfo repetition) throws Exception {
        Random random = new Random(1000L + repetition.getCurrentRepetition());
        History history = new History(random, EVENTS);
        ExecutorService workers = Executors.newFixedThreadPool(3);
        List<Future<?>> done = new ArrayList<>();
        for (int worker = 0; worker < 3; worker++) {
            List<Event> own = deliveries(history, random);
            done.add(workers.submit(worker(history, own, random.nextLong())));
        }
        for (Future<?> worker : done) {
            worker.get();
        }
        workers.shutdown();
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            compare(history, connection);
        }
    }

    private Callable<Void> worker(History history, List<Event> deliveries, long seed) {
        return () -> {
            Random random = new Random(seed);
            try (Connection connection = TestDatabase.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                int position = 0;
                while (position < deliveries.size()) {
                    int end = Math.min(deliveries.size(), position + 1 + random.nextInt(20));
                    try {
                        new EventBatch(connection, (type, data) -> history.payload(data), seals)
                                .apply(deliveries.subList(position, end));
                        connection.commit();
                        position = end;
                    } catch (SQLException e) {
                        connection.rollback();
                        assertThat(e.getSQLState())
                                .as("only a deadlock is tried again")
                                .isEqualTo("40P01");
                    }
                }
            }
            return null;
        };
    }

    /** All events shuffled, a third of them twice. */
    private static List<Event> deliveries(History history, Random random) {
        List<Event> deliveries = new ArrayList<>(history.events());
        for (Event event : history.events()) {
            if (random.nextInt(3) == 0) {
                deliveries.add(event);
            }
        }
        Collections.shuffle(deliveries, random);
        return deliveries;
    }

    private static void compare(History history, Connection connection) throws SQLException {
        StoredProfiles stored = new StoredProfiles(connection);
        assertThat(stored.events()).isEqualTo(EVENTS);
        assertThat(stored.eventsThatSay(History.SECRET)).isZero();
        Map<ProfileId, Map<String, String>> expected = new Oracle(history.events()).profiles();
        Map<ProfileId, Map<String, String>> found = stored.read();
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((profile, traits) -> assertThat(found.get(profile)).containsExactlyEntriesOf(traits));
    }
}
