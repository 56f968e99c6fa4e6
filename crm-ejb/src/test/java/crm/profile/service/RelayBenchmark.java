package crm.profile.service;

import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Payload.CustomerChanged;
import crm.ingest.entity.Payload.OrderCompleted;
import crm.ingest.entity.Payload.OrderLine;
import crm.ingest.entity.Shard;
import crm.ingest.entity.Stamp;
import crm.ingest.service.Round;
import crm.privacy.service.Seals;
import crm.privacy.service.TestKeys;
import crm.profile.entity.ProfileBatch;
import crm.profile.store.OutboxRows;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What the outbox costs a batch of events, and how fast profiles are read to be published. Run by hand. */
final class RelayBenchmark {

    private static final int CUSTOMERS = Integer.getInteger("crm.bench.customers", 20_000);
    private static final int BATCH = 1000;
    private static final int BATCHES = Integer.getInteger("crm.bench.batches", 20);
    private static final String WITHOUT = """
            create or replace function customer_changed() returns trigger language plpgsql as $$
            begin insert into customer_change select id from changed; return null; end $$""";

    private final Random random = new Random(1);
    private final Seals seals = TestKeys.seals();
    private int told;

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres server = TestDatabase.durable();
                Connection connection = server.getPostgresDatabase().getConnection()) {
            connection.setAutoCommit(false);
            new RelayBenchmark().run(connection);
        }
    }

    @SuppressWarnings("SystemOut") // it is what it is for
    private void run(Connection connection) throws SQLException {
        String with = function(connection);
        for (int i = 0; i < CUSTOMERS; i += BATCH) {
            apply(connection, registrations(i));
        }
        publish(connection);
        for (int round = 0; round < 4; round++) {
            execute(connection, WITHOUT);
            double without = micros(connection);
            execute(connection, with);
            System.out.printf("%.2f us per event without an outbox, %.2f with it%n", without, micros(connection));
            long began = System.nanoTime();
            int published = publish(connection);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf("%d profiles read and rendered, %.0f/s%n", published, published / seconds);
        }
    }

    private static String function(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_get_functiondef('customer_changed'::regproc)")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            connection.commit();
        }
    }

    private double micros(Connection connection) throws SQLException {
        List<List<Event>> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            batches.add(orders());
        }
        long began = System.nanoTime();
        for (List<Event> batch : batches) {
            apply(connection, batch);
        }
        return (System.nanoTime() - began) / 1000.0 / BATCH / BATCHES;
    }

    private void apply(Connection connection, List<Event> events) throws SQLException {
        new EventBatch(connection, (type, data) -> Payload.Occurrence.INSTANCE, seals).apply(events);
        connection.commit();
    }

    private static int publish(Connection connection) throws SQLException {
        int published = 0;
        for (int number = 0; number < 4; number++) {
            Shard shard = OutboxRows.relay(connection).claim("bench", number).orElseThrow();
            connection.commit();
            long committed = Long.MAX_VALUE / 2;
            Optional<ProfileBatch> batch = next(connection, shard, committed, Round.BEGINS);
            while (batch.isPresent()) {
                committed = batch.get().number();
                published += batch.get().items().size();
                batch.get().items().forEach(item -> ProfileEvent.of(item, Instant.EPOCH, null));
                batch = next(connection, shard, committed, Round.GOES_ON);
            }
        }
        return published;
    }

    private static Optional<ProfileBatch> next(Connection connection, Shard shard, long committed, Round round)
            throws SQLException {
        Optional<ProfileBatch> batch = new OutboxStep(connection, Instant.now()).next(shard, committed, round);
        connection.commit();
        return batch;
    }

    private List<Event> registrations(int first) {
        List<Event> events = new ArrayList<>();
        for (int i = first; i < first + BATCH; i++) {
            Payload change = new CustomerChanged(
                    Map.of(
                            "/name",
                            "\"Ada " + i + '"',
                            "/email",
                            "\"a" + i + "@example.org\"",
                            "/address/country",
                            "\"UK\""),
                    List.of(new Identity("email", "a" + i + "@example.org")),
                    List.of(),
                    Map.of());
            events.add(event("customer.registered", "c" + i, change));
        }
        return events;
    }

    private List<Event> orders() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            OrderLine line = new OrderLine(
                    "p" + random.nextInt(500), Optional.of("shoes"), Optional.of(BigDecimal.TEN), BigDecimal.ONE);
            Payload order = new OrderCompleted("o" + told, "EUR", BigDecimal.TEN, Optional.of("web"), List.of(line));
            events.add(event("order.completed", "c" + random.nextInt(CUSTOMERS), order));
        }
        return events;
    }

    private Event event(String type, String customer, Payload payload) {
        Stamp stamp = new Stamp(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(told), "bench", "e" + told++);
        return new Event(stamp, type, Identity.customer(customer), false, payload, "{}");
    }
}
