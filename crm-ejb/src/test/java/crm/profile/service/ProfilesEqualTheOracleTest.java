package crm.profile.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.dev.oracle.History;
import crm.dev.oracle.Name;
import crm.dev.oracle.Oracle;
import crm.dev.oracle.Stamp;
import crm.dev.oracle.Told;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.service.DecoderSettings;
import crm.ingest.service.EventDecoder;
import crm.ingest.service.EventSchemas;
import crm.ingest.service.Identities;
import crm.ingest.service.OwnEvents;
import crm.ingest.service.PayloadReader;
import crm.privacy.service.Seals;
import crm.privacy.service.TestKeys;
import crm.profile.entity.CustomerUnknown;
import crm.profile.entity.EditAttributes;
import crm.profile.entity.ProfileId;
import crm.profile.fold.Sales;
import crm.profile.store.FigureRows;
import crm.profile.store.OrderRows;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever way a history comes in, the profiles are those of a plain fold over the sorted whole. Each case is its seed:
 * {@code -Dcrm.test.histories=5000} tries more of them, {@code -Dcrm.test.seed=77} begins with another.
 */
class ProfilesEqualTheOracleTest {

    private static final int HISTORIES = 80;
    private static final int EVENTS = 120;
    /** Small, so that what moves comes in several. */
    private static final int PORTION = 2;

    private static final DecoderSettings SETTINGS = new DecoderSettings(
            Optional.empty(), Set.of("customer_id", "loyalty_id", "anonymous_id", "email", "phone", "device_id"), "GB");
    private static final EventDecoder DECODER =
            new EventDecoder(Clock.fixed(Instant.parse("2020-03-01T00:00:00Z"), ZoneOffset.UTC), SETTINGS);
    static final BiFunction<String, String, Payload> STORED = new PayloadReader(new Identities(SETTINGS))::read;

    private static final OwnEvents OWN = new OwnEvents(new PayloadReader(new Identities(SETTINGS)), new EventSchemas());

    private final Seals seals = TestKeys.seals();

    @BeforeEach
    void clear() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            new StoredProfiles(connection).clear();
        }
    }

    static LongStream histories() {
        return LongStream.range(0, Long.getLong("crm.test.histories", HISTORIES))
                .map(i -> i + Long.getLong("crm.test.seed", 1));
    }

    static LongStream crowds() {
        return histories().limit(Math.max(1, Long.getLong("crm.test.histories", HISTORIES) / 8));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("histories")
    void whateverTheOrderTheBatchesTheDuplicatesTheTwistsAndTheCrashes(long seed) throws SQLException {
        Random random = new Random(seed);
        History history = new History(random, EVENTS);
        List<Told> deliveries = deliveries(history, random);
        twist(deliveries, random);
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            int position = 0;
            while (position < deliveries.size()) {
                int end = Math.min(deliveries.size(), position + 1 + random.nextInt(40));
                new EventBatch(connection, STORED, seals, PORTION).apply(decoded(deliveries.subList(position, end)));
                if (random.nextInt(4) == 0) {
                    connection.rollback(); // a crash before the commit: the batch comes again, cut otherwise
                } else {
                    connection.commit();
                    position = end;
                }
            }
            compare(seed, firstOfEach(deliveries), connection);
            assertThat(new StoredProfiles(connection).conflicts())
                    .as("resends with another body, seed %d", seed)
                    .isEqualTo(twisted(deliveries));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("crowds")
    void whenSeveralWorkersMeetTheSameCustomers(long seed) throws Exception {
        Random random = new Random(seed);
        History history = new History(random, EVENTS);
        ExecutorService workers = Executors.newFixedThreadPool(3);
        List<Future<?>> done = new ArrayList<>();
        for (int worker = 0; worker < 3; worker++) {
            done.add(workers.submit(worker(deliveries(history, random), random.nextLong())));
        }
        for (Future<?> worker : done) {
            worker.get();
        }
        workers.shutdown();
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            compare(seed, history.told(), connection);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("crowds")
    void whenPeopleEditAmongTheEvents(long seed) throws SQLException {
        Random random = new Random(seed);
        History history = new History(random, EVENTS);
        List<Told> told = new ArrayList<>(history.told());
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            int position = 0;
            List<Told> deliveries = deliveries(history, random);
            while (position < deliveries.size()) {
                int end = Math.min(deliveries.size(), position + 1 + random.nextInt(20));
                new EventBatch(connection, STORED, seals, PORTION).apply(decoded(deliveries.subList(position, end)));
                connection.commit();
                position = end;
                edit(random, connection).ifPresent(told::add);
            }
            compare(seed, told, told.size(), connection);
        }
    }

    /** Somebody changes somebody as far as the customer is known, while earlier events are still to come. */
    private Optional<Told> edit(Random random, Connection connection) throws SQLException {
        Identity customer = Identity.customer(String.valueOf(1 + random.nextInt(4)));
        String[] patches = {
            "{\"name\":\"Cy\"}",
            "{\"name\":null,\"first_name\":\"Di\"}",
            "{\"address\":null}",
            "{\"address\":{\"city\":\"Oslo\",\"country\":null}}",
            "{\"email\":\"z@example.org\",\"company\":{\"id\":\"c9\"}}",
            "{\"traits\":{\"vip\":null}}"
        };
        String patch = patches[random.nextInt(patches.length)];
        Instant now = Instant.parse("2020-01-01T00:00:00Z").plusSeconds(random.nextInt(60));
        try {
            Edit.Done done = new Edit(connection, STORED, seals, OWN)
                    .apply(ProfileId.of(customer), new EditAttributes(patch, Optional.empty()), "agnes", now);
            connection.commit();
            return done.event().map(event -> Telling.edit(event, customer));
        } catch (CustomerUnknown e) {
            connection.rollback();
            return Optional.empty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("crowds")
    void whenTheDatabaseIsOfAnEarlierVersion(long seed) throws SQLException, IOException {
        Random random = new Random(seed);
        History history = new History(random, EVENTS);
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            new EventBatch(connection, STORED, seals, PORTION).apply(decoded(deliveries(history, random)));
            new FigureRows(connection).follow(EVENTS * EVENTS);
            try (Connection migrated = EarlierDatabase.like(connection).migrated()) {
                new FigureRows(migrated).follow(EVENTS * EVENTS);
                compare(seed, history.told(), migrated);
                assertThat(new StoredProfiles(migrated).derived())
                        .as("seed %d", seed)
                        .isEqualTo(new StoredProfiles(connection).derived());
            }
        }
    }

    @Test
    void pricesAreReadByTheMigrationAsByTheDecoder() throws SQLException, IOException {
        ObjectNode order = JsonNodeFactory.instance.objectNode().put("order_id", "o");
        order.put("currency", "GBP").put("total", 5000);
        ObjectNode refund = JsonNodeFactory.instance.objectNode().put("order_id", "o");
        line(order, "p1").put("price", "1e3"); // no price as a text
        line(order, "p1").put("price", new BigDecimal("1E+3"));
        line(order, "p2").put("price", new BigDecimal("19.99000000000002"));
        line(order, "p3").put("price", new BigDecimal("1E+31"));
        line(order, "p3").put("price", "-0.5");
        for (String product : List.of("p1", "p2", "p3")) {
            line(refund, product);
        }
        List<Told> told = List.of(told("order.completed", 1, order), told("order.refunded", 2, refund));
        try (Connection connection = TestDatabase.dataSource().getConnection()) {
            new EventBatch(connection, STORED, seals, PORTION).apply(decoded(told));
            assertThat(new StoredProfiles(connection).derived())
                    .filteredOn(row -> row.startsWith("(sold"))
                    .singleElement()
                    .asString()
                    .endsWith(",o,3980.51)");
            new FigureRows(connection).follow(EVENTS);
            try (Connection migrated = EarlierDatabase.like(connection).migrated()) {
                new FigureRows(migrated).follow(EVENTS);
                assertThat(new StoredProfiles(migrated).derived()).isEqualTo(new StoredProfiles(connection).derived());
            }
        }
    }

    private static ObjectNode line(ObjectNode order, String product) {
        return order.withArray("products")
                .addObject()
                .put("product_id", product)
                .put("quantity", 1);
    }

    private static Told told(String type, int second, ObjectNode data) {
        Stamp stamp = new Stamp(Instant.parse("2020-01-01T00:00:00Z").plusSeconds(second), "shop", "e" + second);
        return new Told(Told.Form.STRUCTURED, stamp, type, Name.customer("1"), List.of(), Optional.of("1"), data);
    }

    @Test
    void whenAnOrderWasWrittenByANodeOfAnEarlierVersion() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            List<Told> told = new History(new Random(1), EVENTS).told();
            new EventBatch(connection, STORED, seals, PORTION).apply(decoded(told));
            statement.execute("update customer_order set sold = null; delete from daily_sale");
            Set<ProfileId> all = new StoredProfiles(connection).read().keySet();
            Sales sales = new Sales();
            new OrderRows(connection).forget(all, sales);
            assertThat(sales.changes())
                    .as("what was never added is not taken back")
                    .isEmpty();
        }
    }

    private Callable<Void> worker(List<Told> deliveries, long seed) {
        return () -> {
            Random random = new Random(seed);
            try (Connection connection = TestDatabase.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                int position = 0;
                while (position < deliveries.size()) {
                    int end = Math.min(deliveries.size(), position + 1 + random.nextInt(20));
                    try {
                        new EventBatch(connection, STORED, seals, PORTION)
                                .apply(decoded(deliveries.subList(position, end)));
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
    static List<Told> deliveries(History history, Random random) {
        List<Told> deliveries = new ArrayList<>(history.told());
        for (Told event : history.told()) {
            if (random.nextInt(3) == 0) {
                deliveries.add(event);
            }
        }
        Collections.shuffle(deliveries, random);
        return deliveries;
    }

    /** Some say another time something else; it is the first that counts, whichever that is. */
    private static void twist(List<Told> deliveries, Random random) {
        deliveries.replaceAll(event -> random.nextInt(20) == 0 ? event.twisted() : event);
    }

    private static List<Told> firstOfEach(List<Told> deliveries) {
        Map<String, Told> first = new LinkedHashMap<>();
        deliveries.forEach(event -> first.putIfAbsent(name(event), event));
        return List.copyOf(first.values());
    }

    private static long twisted(List<Told> deliveries) {
        Map<String, Told> first = new LinkedHashMap<>();
        return deliveries.stream()
                .filter(event -> {
                    Told before = first.putIfAbsent(name(event), event);
                    return before != null && !before.equals(event);
                })
                .count();
    }

    private static String name(Told event) {
        return event.stamp().source() + ' ' + event.stamp().id();
    }

    static List<Event> decoded(List<Told> told) {
        return told.stream().map(event -> Telling.decoded(event, DECODER)).toList();
    }

    private static void compare(long seed, List<Told> history, Connection connection) throws SQLException {
        compare(seed, history, EVENTS, connection);
    }

    private static void compare(long seed, List<Told> history, int events, Connection connection) throws SQLException {
        StoredProfiles stored = new StoredProfiles(connection);
        Oracle oracle = new Oracle(history);
        assertThat(stored.events()).as("events, seed %d", seed).isEqualTo(events);
        assertThat(stored.eventsThatSay("example.org"))
                .as("plain, seed %d", seed)
                .isZero();
        Map<ProfileId, Map<String, String>> expected = Telling.byId(oracle.profiles());
        Telling.byId(oracle.timelines())
                .forEach((profile, own) -> expected.get(profile).put("timeline", Telling.timeline(own)));
        Map<ProfileId, Map<String, String>> found = stored.read();
        assertThat(found.keySet()).as("profiles, seed %d", seed).isEqualTo(expected.keySet());
        expected.forEach((profile, traits) -> assertThat(found.get(profile))
                .as("profile %s, seed %d", profile, seed)
                .containsExactlyEntriesOf(traits));
        assertThat(stored.survivors()).as("survivors, seed %d", seed).isEqualTo(survivors(oracle));
        assertThat(stored.people()).as("people, seed %d", seed).isEqualTo(oracle.people());
        assertThat(stored.sales()).as("sales, seed %d", seed).isEqualTo(oracle.sales());
        assertThat(stored.census()).as("census, seed %d", seed).containsExactly((long) events, oracle.people());
    }

    private static Map<ProfileId, ProfileId> survivors(Oracle oracle) {
        return Telling.byId(oracle.survivors()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Telling.id(entry.getValue())));
    }
}
