package crm.profile.service;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Payload.OrderLine;
import crm.ingest.entity.Stamp;
import crm.privacy.service.Seals;
import crm.privacy.service.TestKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What keeping the books costs beside the rest of a batch of orders, by time spent in its statement. Run by hand. */
final class BooksBenchmark {

    private static final int DAYS = 90;

    private final Random random = new Random(1);
    private final Seals seals = TestKeys.seals();
    private final Map<Boolean, Long> nanos = new TreeMap<>();
    private int orders;

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres server = TestDatabase.durable()) {
            BooksBenchmark benchmark = new BooksBenchmark();
            try (Connection connection = server.getPostgresDatabase().getConnection()) {
                connection.setAutoCommit(false);
                for (int round = 0; round < 3; round++) {
                    benchmark.run(connection, 1, 500);
                    benchmark.run(connection, 100, 50);
                    benchmark.run(connection, 1000, 10);
                }
            }
        }
    }

    @SuppressWarnings("SystemOut") // it is what it is for
    private void run(Connection connection, int size, int batches) throws Exception {
        nanos.clear();
        long began = System.nanoTime();
        for (int i = 0; i < batches; i++) {
            new EventBatch(timed(connection), (type, data) -> Payload.Occurrence.INSTANCE, seals).apply(orders(size));
            connection.commit();
        }
        double events = (double) size * batches;
        System.out.printf(
                "batches of %d: %.1f us per event in all, %.1f in statements, %.2f of them the books%n",
                size,
                micros(System.nanoTime() - began) / events,
                micros(nanos.get(true) + nanos.get(false)) / events,
                micros(nanos.get(true)) / events);
    }

    private static double micros(long nanoseconds) {
        return Duration.ofNanos(nanoseconds).toNanos() / 1000.0;
    }

    private List<Event> orders(int size) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            orders++;
            OrderLine line = new OrderLine(
                    "p" + random.nextInt(500), Optional.empty(), Optional.of(BigDecimal.TEN), BigDecimal.ONE);
            Payload order = new OrderCompleted(
                    "o" + orders,
                    random.nextInt(4) == 0 ? "USD" : "EUR",
                    BigDecimal.TEN,
                    Optional.empty(),
                    List.of(line));
            Instant at = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(random.nextInt(DAYS * 24)));
            events.add(new Event(
                    new Stamp(at, "bench", "e" + orders),
                    "order.completed",
                    Identity.customer("c" + random.nextInt(20_000)),
                    false,
                    order,
                    "{}"));
        }
        return events;
    }

    /** The connection, with the time that its statements take. */
    private Connection timed(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    Object result = invoke(() -> method.invoke(connection, arguments));
                    return result instanceof PreparedStatement statement
                            ? timed(statement, arguments[0].toString().contains("recent_event"))
                            : result;
                });
    }

    private PreparedStatement timed(PreparedStatement statement, boolean books) {
        return (PreparedStatement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
                    long began = System.nanoTime();
                    Object result = invoke(() -> method.invoke(statement, arguments));
                    if (method.getName().startsWith("execute")) {
                        nanos.merge(books, System.nanoTime() - began, Long::sum);
                    }
                    return result;
                });
    }

    private interface Call {
        Object make() throws IllegalAccessException, InvocationTargetException;
    }

    private static Object invoke(Call call) throws Throwable {
        try {
            return call.make();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
