package crm.profile.service;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Rejection;
import crm.ingest.entity.Stamp;
import crm.ingest.service.EventsFailed;
import crm.ingest.service.Parking;
import crm.ingest.service.Savepoint;
import crm.ingest.service.Sieve;
import crm.ingest.service.Sieve.Grain;
import crm.ingest.service.Sieve.Sifted;
import crm.privacy.service.Seals;
import crm.privacy.service.TestKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * How much longer it takes where one event in a hundred cannot be applied, from decoded events to the commit, without server
 * and broker, on one connection with {@code fsync} on. The poison has customers and keys of its own. All kinds take turns, so
 * that a busy machine is busy for all. Run by hand: {@code PoisonBenchmark [rounds [events in a batch]]}.
 */
final class PoisonBenchmark {

    private static final int CUSTOMERS = 100_000;
    private static final int ONE_IN = 100;
    private static final UUID TOPIC = new UUID(7, 7);

    /** What is wrong with one event in a hundred, and how it is found. */
    private enum Poison {
        NONE("nothing"),
        REFUSED("the decoder refuses it"),
        FORESEEN("the fold fails at it, and is asked before"),
        NAMED("the fold fails at it, and names it"),
        SOUGHT("the database fails at its row; sought within the transaction"),
        HALVED("the database fails at its row; sought by a transaction for each half");

        private final String words;

        Poison(String words) {
            this.words = words;
        }
    }

    private final SplittableRandom random = new SplittableRandom(42);
    private final Seals seals = TestKeys.seals();
    private final Connection connection;
    private final Parking parking;
    private final Savepoint savepoint;
    private long offset;

    private PoisonBenchmark(Connection connection) throws SQLException {
        this.connection = connection;
        this.parking = new Parking(connection, seals);
        this.savepoint = new OnConnection(connection);
        connection.setAutoCommit(false);
        execute("""
                create function poisoned() returns trigger language plpgsql as
                $$ begin if new.source = 'poison' then raise exception 'no'; end if; return new; end $$""");
        execute("create trigger poisoned before insert on event for each row execute function poisoned()");
        connection.commit();
    }

    @SuppressWarnings("SystemOut") // it is what it is for
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
        int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
        try (EmbeddedPostgres server = TestDatabase.durable();
                Connection connection = server.getPostgresDatabase().getConnection()) {
            PoisonBenchmark benchmark = new PoisonBenchmark(connection);
            benchmark.run(5, size); // while the JVM warms up
            Map<Poison, double[]> times = benchmark.run(rounds, size);
            double none = median(times.get(Poison.NONE));
            times.forEach((poison, millis) -> System.out.printf(
                    Locale.ROOT,
                    "%6.2f of the time, %7.1f ms for %d events where one in a hundred: %s%n",
                    median(millis) / none,
                    median(millis),
                    size,
                    poison.words));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private Map<Poison, double[]> run(int rounds, int size) throws SQLException {
        Map<Poison, double[]> times = new EnumMap<>(Poison.class);
        for (Poison poison : Poison.values()) {
            times.put(poison, new double[rounds]);
        }
        for (int round = 0; round < rounds; round++) {
            for (Poison poison : Poison.values()) {
                List<Grain> batch = batch(size, poison);
                long began = System.nanoTime();
                apply(batch, poison);
                times.get(poison)[round] = (System.nanoTime() - began) / 1e6;
            }
        }
        return times;
    }

    private void apply(List<Grain> batch, Poison poison) throws SQLException {
        switch (poison) {
            case NONE -> {
                handle(events(batch));
                connection.commit();
            }
            case REFUSED -> refuse(batch);
            case FORESEEN -> sift(batch, FoldTrial.failing(events(batch)), Integer.MAX_VALUE);
            case NAMED -> sift(batch, Map.of(), Integer.MAX_VALUE);
            case SOUGHT -> sift(batch, FoldTrial.failing(events(batch)), 69);
            case HALVED -> halve(batch);
        }
    }

    private void refuse(List<Grain> batch) throws SQLException {
        List<Delivery> refused = deliveries(
                batch.stream().filter(grain -> poisoned(grain.event())).toList());
        handle(events(batch.stream().filter(grain -> !poisoned(grain.event())).toList()));
        parking.refuse(refused, Rejection.Code.NOT_JSON);
        connection.commit();
    }

    private void sift(List<Grain> batch, Map<Event, RuntimeException> suspects, int portion) throws SQLException {
        Sieve sieve = new Sieve(savepoint, this::handle, failure -> true, portion, Duration.ofMinutes(1));
        Sifted sifted = sieve.sift(batch, suspects);
        parking.hold(sifted.broken().keySet(), sifted.waiting());
        connection.commit();
    }

    /** As it was before: a transaction for each half, until the broken one stands alone. */
    private void halve(List<Grain> batch) throws SQLException {
        try {
            handle(events(batch));
            connection.commit();
        } catch (EventsFailed e) {
            connection.rollback();
            if (batch.size() == 1) {
                parking.hold(deliveries(batch), List.of());
                connection.commit();
            } else {
                halve(batch.subList(0, batch.size() / 2));
                halve(batch.subList(batch.size() / 2, batch.size()));
            }
        }
    }

    private void handle(List<Event> events) {
        try {
            new EventBatch(connection, (type, data) -> Payload.Occurrence.INSTANCE, seals).apply(events);
        } catch (SQLException e) {
            throw new EventsFailed(e);
        }
    }

    private static List<Event> events(Collection<Grain> grains) {
        return grains.stream().map(Grain::event).toList();
    }

    private static List<Delivery> deliveries(Collection<Grain> grains) {
        return grains.stream().map(Grain::delivery).toList();
    }

    private static boolean poisoned(Event event) {
        return event.stamp().source().equals("poison");
    }

    private List<Grain> batch(int size, Poison poison) {
        List<Grain> batch = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            boolean poisoned = poison != Poison.NONE && random.nextInt(ONE_IN) == 0;
            batch.add(grain(poisoned, poison == Poison.FORESEEN || poison == Poison.NAMED));
        }
        return batch;
    }

    private Grain grain(boolean poisoned, boolean ofTheFold) {
        String customer = poisoned ? "poison" + offset : "c" + random.nextInt(CUSTOMERS);
        boolean order = random.nextInt(10) < 3 || (poisoned && ofTheFold);
        Stamp stamp = new Stamp(
                Instant.ofEpochMilli(1_767_225_600_000L + offset * 3),
                poisoned ? "poison" : "shop",
                new UUID(random.nextLong(), random.nextLong()).toString());
        Optional<String> channel = poisoned && ofTheFold ? null : Optional.of("web"); // at which the fold fails
        Payload payload = order
                ? new Payload.OrderCompleted(
                        "o" + offset, "EUR", BigDecimal.valueOf(random.nextInt(50_000), 2), channel, List.of())
                : Payload.Occurrence.INSTANCE;
        String data = "{\"note\":\"looked at the spring catalogue, compared two things and asked how long it takes\"}";
        return new Grain(
                delivery(customer),
                new Event(
                        stamp,
                        order ? "order.completed" : "page.viewed",
                        Identity.customer(customer),
                        false,
                        payload,
                        data));
    }

    private Delivery delivery(String customer) {
        byte[] key = customer.getBytes(StandardCharsets.UTF_8);
        return new Delivery(
                "customer_order", "orders", TOPIC, 0, offset++, Instant.EPOCH, List.of(), key, new byte[400]);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record OnConnection(Connection connection) implements Savepoint {

        @Override
        public void set() {
            execute("savepoint handling");
        }

        @Override
        public void rollBack() {
            execute("rollback to savepoint handling; release savepoint handling");
        }

        @Override
        public void release() {
            execute("release savepoint handling");
        }

        private void execute(String sql) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
