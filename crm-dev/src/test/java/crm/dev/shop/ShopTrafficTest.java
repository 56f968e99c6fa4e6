package crm.dev.shop;

import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.lab.Broker;
import crm.dev.lab.Deadline;
import crm.dev.lab.Port;
import crm.dev.run.Home;
import crm.dev.run.LiveLine;
import crm.dev.run.Progress;
import crm.dev.run.Running;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop at a real broker; nobody reads what it sends, so its history is nearly over when it begins. */
class ShopTrafficTest {

    private static final List<String> TOPICS = List.of(
            "customer_registration",
            "customer_order",
            "customer_interactions",
            "customer_consultation",
            "customer_transaction");

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Home home;
    private ShopFiles files;
    private Broker broker;
    private long told;

    @BeforeEach
    void startBroker() throws Exception {
        home = new Home(directory);
        files = new ShopFiles(home);
        broker = new Broker(directory.resolve("broker"), Port.anyFree(), Port.anyFree());
        broker.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(TOPICS.stream()
                            .map(name -> new NewTopic(name, Optional.of(2), Optional.empty()))
                            .toList())
                    .all()
                    .get();
        }
        Place place = Place.first(1, Instant.now());
        told = Telling.count(place.plan(), Instant.now()) - 20;
        files.write(place.told(told));
        files.write(files.wish().at(40));
    }

    @AfterEach
    void stopBroker() {
        broker.stop();
    }

    @Test
    void followsItsUserOutlivesTheBrokerAndNeverTellsTwice() {
        try (ShopTraffic shop = shop(false)) {
            shop.start();
            await(() -> place().live() > 60);
            assertThat(place().told()).isGreaterThanOrEqualTo(told + 20);

            broker.stop();
            await(() -> place().state().equals("waiting for Kafka"));
            broker.start();
            long before = place().live();
            await(() -> place().live() > before + 20);

            files.write(files.wish().closed());
            await(() -> place().state().equals("closed"));
        }
        Place closed = place();

        files.write(files.wish().opened(Instant.now()));
        try (ShopTraffic shop = shop(false)) {
            shop.start();
            await(() -> place().live() > closed.live());
        }
        assertThat(place().journeys()).isGreaterThan(closed.journeys());
        assertThat(place().told() - closed.told()).isBetween(0L, 20L);
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("should not have happened");
    }

    @Test
    void isLeftOutUntilSomebodyOpensIt() {
        try (ShopTraffic shop = shop(true)) {
            shop.start();
            assertThat(Deadline.in(Duration.ofSeconds(2)).await(() -> place().live() > 0))
                    .isFalse();

            files.write(files.wish().opened(Instant.now()));
            await(() -> place().live() > 0);
        }
    }

    private ShopTraffic shop(boolean leftOut) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Running running = new Running(
                "http://127.0.0.1:" + Port.anyFree(),
                "",
                broker.bootstrapServers(),
                "",
                "admin",
                "secret",
                new Running.Pids(0, 0, 0, 0));
        return new ShopTraffic(home, running, Map.of(), new Progress(out), new LiveLine(out), leftOut);
    }

    private Place place() {
        return files.place().orElseThrow();
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Deadline.in(Duration.ofMinutes(3)).await(condition)).isTrue();
    }
}
