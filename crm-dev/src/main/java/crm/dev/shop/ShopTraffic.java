package crm.dev.shop;

import crm.dev.Failure;
import crm.dev.run.Home;
import crm.dev.run.LiveLine;
import crm.dev.run.Progress;
import crm.dev.run.Running;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Feeds the simulated shop to what runs, in a thread of the launcher: the history up to now as fast as it goes, then the
 * history's days as they come and a crowd besides. It follows the {@link Wish} while it runs, and waits with growing patience
 * where Kafka or the application cannot be reached; what it then sends again is known by its id and has no effect.
 */
public final class ShopTraffic implements AutoCloseable {

    private static final int CHUNK = 2000;
    private static final long BROKEN_IN_HISTORY = 18_000;
    private static final long BROKEN_IN_CROWD = 3000;
    private static final int TICK = 250;
    private static final int WORTH_A_WORD = 500;
    private static final double LONGEST_TICK = 2;
    private static final double HEAD_START = 15;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ShopFiles files;
    private final Running running;
    private final Supplier<Clock> clocks;
    private final Progress progress;
    private final LiveLine line;
    private final long seed;
    private final boolean leftOut;
    private final Instant begin = Instant.now();
    private final Thread thread = new Thread(this::run, "shop");
    private final PriorityQueue<ShopEvent> coming = new PriorityQueue<>();
    private volatile boolean closing;

    private Clock clock;
    private Place place;
    private Telling telling;
    private Crowd crowd;
    private ShopProducer producer;
    private ReviewSite reviews;
    private double credit;
    private long lastTick;

    /**
     * The shop of a run, yet to be started.
     *
     * @param leftOut whether it waits until somebody says that it is to open
     */
    public ShopTraffic(
            Home home,
            Running running,
            Map<String, String> environment,
            Progress progress,
            LiveLine line,
            boolean leftOut) {
        this.files = new ShopFiles(home);
        this.running = running;
        this.clocks = () -> BusinessTime.of(running, environment);
        this.progress = progress;
        this.line = line;
        this.seed = seed(environment);
        this.leftOut = leftOut;
        thread.setDaemon(true);
    }

    private static long seed(Map<String, String> environment) {
        try {
            return Long.parseLong(environment.getOrDefault("CRM_SHOP_SEED", "1").strip());
        } catch (NumberFormatException e) {
            throw new Failure("CRM_SHOP_SEED must be a whole number.", e);
        }
    }

    /** Begins, and returns at once. */
    public void start() {
        thread.start();
    }

    /** Ends; nothing is sent after that. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            int failures = 0;
            files.place().ifPresent(known -> files.write(known.doing("closed")));
            while (!closing) {
                try {
                    follow(files.wish());
                    failures = 0;
                } catch (Unreachable e) {
                    failures++;
                    waitFor(e, failures);
                }
            }
        } catch (InterruptedException | InterruptException end) {
            line.end();
        } catch (RuntimeException e) {
            line.end();
            if (!closing) {
                progress.say("The shop has closed, for this should not have happened: " + e);
            }
        } finally {
            hangUp();
        }
    }

    private void follow(Wish wish) throws InterruptedException {
        if (!(leftOut ? wish.openedSince(begin) : wish.open())) {
            shut();
            Thread.sleep(TICK);
        } else if (crowd == null) {
            open(wish);
        } else {
            live(wish);
            Thread.sleep(TICK);
        }
    }

    private void shut() {
        if (crowd != null) {
            crowd = null;
            telling = null;
            coming.clear();
            say("closed");
        }
    }

    private void waitFor(Unreachable e, int failures) throws InterruptedException {
        hangUp();
        line.end();
        if (place != null) {
            say("waiting for " + e.getMessage());
        }
        Thread.sleep(Math.min(LONGEST_PAUSE.toMillis(), 500L << Math.min(failures, 10)));
    }

    private void hangUp() {
        if (producer != null) {
            producer.close();
            producer = null;
        }
    }

    /** Tells the history up to now. */
    private void open(Wish wish) throws InterruptedException {
        long start = System.nanoTime();
        connect();
        Instant now = clock.instant();
        long before = place.told();
        long total = Telling.count(place.plan(), now);
        Map<TopicPartition, Long> ends = Map.of();
        for (List<ShopEvent> chunk = telling.chunk(now, CHUNK); !chunk.isEmpty(); chunk = telling.chunk(now, CHUNK)) {
            ends = producer.send(history(chunk));
            keep(place.told(telling.confirm()).doing("telling its history"));
            line.show(() -> "History of the shop: " + Applying.outOf(place.told(), total));
            if (!files.wish().open()) {
                return;
            }
        }
        boolean large = total - before > WORTH_A_WORD;
        if (large) {
            say("waiting until its history is applied");
            new Applying(running, line).await(ends, total - before);
        }
        line.end();
        crowd = new Crowd(place.plan());
        credit = HEAD_START * wish.rate();
        lastTick = System.nanoTime();
        // A new round, and none of the numbers that a killed run may have used.
        keep(place.begun((place.journeys() / Crowd.ROUND + 1) * Crowd.ROUND));
        if (large) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            progress.say(String.format(
                    Locale.ROOT,
                    "The shop is open: %,d events of its history after %s, now %s a second; see ./crm traffic --help.",
                    total - before,
                    Progress.seconds(took),
                    rate(wish)));
        }
    }

    private void connect() {
        if (clock == null) {
            clock = clocks.get();
        }
        if (place == null) {
            // Kept before anything is sent: another origin would tell another story under the same ids.
            keep(files.place().orElseGet(() -> Place.first(seed, clock.instant())));
        }
        if (telling == null) {
            telling = new Telling(place.plan(), place.told());
        }
        if (producer == null) {
            producer = new ShopProducer(running.kafkaBootstrap());
        }
        if (reviews == null) {
            reviews = new ReviewSite(running);
        }
    }

    private List<Message> history(List<ShopEvent> chunk) {
        List<Message> messages = Carrier.messages(chunk, Message::ofHistory);
        long broken = place.told() / BROKEN_IN_HISTORY;
        if ((place.told() + chunk.size()) / BROKEN_IN_HISTORY > broken) {
            messages.add(new BrokenRecords(place.plan()).record(broken, clock.instant()));
        }
        return messages;
    }

    /** What happens now: the history's own, and the crowd's at the rate that is wished for. */
    private void live(Wish wish) throws InterruptedException {
        connect();
        Instant now = clock.instant();
        List<ShopEvent> chunk = telling.chunk(now, CHUNK);
        if (!chunk.isEmpty()) {
            producer.send(Carrier.messages(chunk, Message::ofNow));
            keep(place.told(telling.confirm()));
        }
        gather(wish, now);
        deliver(now, wish);
    }

    private void gather(Wish wish, Instant now) {
        long tick = System.nanoTime();
        credit += wish.rate() * Math.min(LONGEST_TICK, (tick - lastTick) / 1e9);
        lastTick = tick;
        while (credit > 0) {
            // Noted before anything of the journey is sent: after a crash its number is not given again.
            keep(place.begun(place.journeys() + 1));
            List<ShopEvent> journey = crowd.journey(place.journeys(), now);
            coming.addAll(journey);
            credit -= journey.size();
        }
    }

    private void deliver(Instant now, Wish wish) throws InterruptedException {
        List<ShopEvent> due = new ArrayList<>();
        while (!coming.isEmpty() && !coming.peek().time().isAfter(now)) {
            due.add(coming.poll());
        }
        if (due.isEmpty()) {
            return;
        }
        try {
            producer.send(live(due, now));
            for (ShopEvent event : due) {
                if (ReviewSite.tells(event)) {
                    reviews.send(event);
                }
            }
        } catch (Unreachable e) {
            coming.addAll(due);
            throw e;
        }
        keep(place.lived(due.size()).doing("open, " + rate(wish) + " a second"));
    }

    private List<Message> live(List<ShopEvent> due, Instant now) {
        List<ShopEvent> byKafka =
                due.stream().filter(event -> !ReviewSite.tells(event)).collect(Collectors.toList());
        List<Message> messages = Carrier.messages(byKafka, Message::live);
        long broken = place.live() / BROKEN_IN_CROWD;
        if ((place.live() + due.size()) / BROKEN_IN_CROWD > broken) {
            // Numbers of its own, far from those of the history.
            messages.add(new BrokenRecords(place.plan()).record(1_000_000 + broken, now));
        }
        return messages;
    }

    private static String rate(Wish wish) {
        return String.format(Locale.ROOT, wish.rate() == 1 ? "%s event" : "%s events", plain(wish.rate()));
    }

    private static String plain(double rate) {
        return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
    }

    private void say(String state) {
        keep(place.doing(state));
    }

    private void keep(Place reached) {
        place = reached;
        files.write(reached);
    }
}
