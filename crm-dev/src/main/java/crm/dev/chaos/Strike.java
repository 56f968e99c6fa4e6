package crm.dev.chaos;

import crm.dev.Failure;
import crm.dev.lab.WildFly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;

/** Makes one fault happen, and ends it. */
final class Strike {

    /** Of Kafka's session, after which others get a frozen member's partitions. */
    private static final int SESSION = 6;

    private static final int MOST_TRIES = 30;

    private final Site site;
    private final Diary diary;
    private final Standing standing;
    private final Pace pace;
    private final Random random;
    private final WildFly node;
    private final WildFly other;
    private final List<String> wrong = new ArrayList<>();

    /**
     * One that is yet to happen.
     *
     * @param pace of the producer
     * @param random decides whom it hits, and how hard
     */
    Strike(Site site, Diary diary, Standing standing, Pace pace, Random random) {
        this.site = site;
        this.diary = diary;
        this.standing = standing;
        this.pace = pace;
        this.random = random;
        int hit = random.nextInt(site.nodes().size());
        this.node = site.nodes().get(hit);
        this.other = site.nodes().get(1 - hit);
    }

    /**
     * Returns when everything runs again.
     *
     * @param began is told when it happens
     * @return what is worth knowing
     */
    String make(Fault fault, Runnable began) throws SQLException, IOException {
        return switch (fault) {
            case KILL -> kill(began);
            case FREEZE -> freeze(began);
            case FREEZE_PAUSED -> freezeWhilePaused(began);
            case DATABASE -> database(began);
            case BROKER -> broker(began, false);
            case BROKER_KILL -> broker(began, true);
            case REDEPLOY -> redeploy(began);
            case SUSPEND -> suspend(began);
            case WORKERS -> workers(began);
            case SEEK -> seek(began);
            case RESTORE -> restore(began);
        };
    }

    /** What was not as it must be while it happened. */
    List<String> wrong() {
        return wrong;
    }

    private String kill(Runnable began) throws SQLException {
        int held;
        try (Wedge wedge = new Wedge(site)) {
            held = held(wedge);
            began.run();
            node.kill();
        }
        node.start();
        return held + " transactions in the middle";
    }

    /** In the middle on each server, since there is something to do for each worker. */
    private int held(Wedge wedge) {
        pace.more();
        return wedge.hold(2 * Site.WORKERS);
    }

    private String freeze(Runnable began) throws IOException, SQLException {
        return random.nextBoolean()
                ? freeze(began, "", this::pauseAnywhere)
                : freeze(began, " in a transaction", this::pauseInTransaction);
    }

    private interface Pausing {
        void pause() throws SQLException;
    }

    /** Others take its partitions over, then it wakes with records in hand that are no longer its own. */
    private String freeze(Runnable began, String where, Pausing pausing) throws IOException, SQLException {
        long log = size(log());
        pausing.pause();
        began.run();
        sleep(Duration.ofMillis(1000L * SESSION + 2000 + random.nextInt(6000)));
        node.resume();
        sleep(Duration.ofSeconds(3));
        return "frozen" + where + ", " + fenced(log) + " batches fenced";
    }

    private void pauseAnywhere() {
        pace.more();
        node.pause();
    }

    private void pauseInTransaction() throws SQLException {
        try (Wedge wedge = new Wedge(site)) {
            held(wedge);
            node.pause();
        }
    }

    /**
     * Somebody pauses the group meanwhile, so nobody takes anything over: the positions are still where the frozen server
     * believes them, and it is for the epoch alone that it must not move them when it wakes.
     */
    private String freezeWhilePaused(Runnable began) throws IOException, SQLException {
        long log = size(log());
        pace.more();
        freezeAndPause();
        Map<TopicPartition, Standing.Place> paused = partitions();
        node.resume();
        sleep(Duration.ofSeconds(4));
        if (!paused.equals(partitions())) {
            wrong.add("positions of a group moved that was paused, by a server that had been frozen");
        }
        began.run();
        operations().resume();
        return "frozen while the group was paused, " + fenced(log) + " batches fenced";
    }

    /** With a transaction open it holds its positions, and whoever pauses the group waits for it in vain; then once more. */
    private void freezeAndPause() throws SQLException {
        for (int i = 0; i < MOST_TRIES; i++) {
            node.pause();
            sleep(Duration.ofMillis(700));
            if (!isInTransaction() && isPaused()) {
                return;
            }
            node.resume();
            sleep(Duration.ofMillis(random.nextInt(500)));
        }
        throw new Failure("A server could not be frozen between two transactions.");
    }

    private boolean isInTransaction() throws SQLException {
        try (Tables tables = new Tables(site.postgres().jdbcUrl())) {
            return tables.number("select count(*) from pg_stat_activity where application_name = 'crm'"
                            + " and state = 'idle in transaction' and state_change < now() - interval '600 ms'")
                    > 0;
        }
    }

    private boolean isPaused() {
        try {
            operations().pause();
            return true;
        } catch (Failure notNow) {
            return false;
        }
    }

    private long fenced(long from) throws IOException {
        byte[] all = Files.readAllBytes(log());
        int begin = (int) Math.min(from, all.length);
        return new String(all, begin, all.length - begin, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(" fenced partitions="))
                .count();
    }

    private Path log() {
        return node.log().resolve("server.log");
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private String database(Runnable began) throws SQLException {
        int held;
        try (Wedge wedge = new Wedge(site)) {
            held = held(wedge);
            began.run();
            site.postgres().crash();
        }
        sleep(Duration.ofMillis(random.nextInt(5000)));
        site.postgres().start();
        return held + " transactions in the middle";
    }

    private String broker(Runnable began, boolean kill) {
        pace.more();
        began.run();
        if (kill) {
            site.broker().kill();
        } else {
            site.broker().stop();
        }
        sleep(Duration.ofMillis(random.nextInt(3000)));
        site.broker().start();
        return "";
    }

    private String redeploy(Runnable began) {
        pace.more();
        began.run();
        site.manage(node, "/deployment=crm.ear:redeploy");
        node.awaitReady();
        return "";
    }

    private String suspend(Runnable began) {
        pace.more();
        began.run();
        site.manage(node, ":suspend(suspend-timeout=20)");
        sleep(Duration.ofMillis(3000 + random.nextInt(5000)));
        site.manage(node, ":resume");
        return "";
    }

    private String workers(Runnable began) {
        pace.more();
        int count = 1 + random.nextInt(6);
        began.run();
        operations().workers(count);
        return count + " in total";
    }

    private String seek(Runnable began) {
        pace.more();
        String topic = Inlet.TOPICS.get(random.nextInt(Inlet.TOPICS.size()));
        if (random.nextInt(3) == 0) {
            partitions().keySet().stream()
                    .filter(partition -> partition.topic().equals(topic))
                    .forEach(partition -> diary.sentBack(partition.toString()));
            began.run();
            operations().seekEarliest(topic);
            return topic + " to its beginning";
        }
        TopicPartition partition = new TopicPartition(topic, random.nextInt(12));
        long position =
                partitions().getOrDefault(partition, new Standing.Place(0, 0)).position();
        long offset = Math.max(0, position - 1 - random.nextInt(2000));
        diary.sentBack(partition.toString());
        began.run();
        operations().seek(topic, partition.partition(), offset);
        return partition + " from about " + position + " to " + offset;
    }

    /** Workers that have nothing to do do not notice, and believe themselves further than the database is. */
    private String restore(Runnable began) throws IOException {
        partitions().keySet().forEach(partition -> diary.sentBack(partition.toString()));
        pace.catchUp();
        site.postgres().stop();
        site.postgres().backUp();
        site.postgres().start();
        pace.more();
        pace.catchUp();
        site.postgres().crash();
        site.postgres().restore();
        site.postgres().start();
        Map<TopicPartition, Long> behind = standing.behind().orElse(Map.of());
        began.run();
        return behind.size() + " partitions forgot something";
    }

    private Map<TopicPartition, Standing.Place> partitions() {
        return standing.places().orElse(Map.of());
    }

    private Operations operations() {
        return new Operations(site.running(other));
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
