package crm.dev.shop;

import crm.dev.Failure;
import crm.dev.run.GroupProgress;
import crm.dev.run.LiveLine;
import crm.dev.run.Running;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Waits until what was sent is applied, and shows how far that is. */
final class Applying {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAUSE = 250;

    private final GroupProgress group;
    private final LiveLine line;

    Applying(Running running, LiveLine line) {
        this.group = new GroupProgress(running);
        this.line = line;
    }

    /** Returns at the latest when nothing has been applied for a while; the shop opens all the same. */
    void await(Map<TopicPartition, Long> ends, long total) throws InterruptedException {
        long least = Long.MAX_VALUE;
        long since = System.nanoTime();
        while (System.nanoTime() - since < PATIENCE.toNanos()) {
            long remaining = remaining(ends);
            if (remaining == 0) {
                return;
            }
            if (remaining < least) {
                least = remaining;
                since = System.nanoTime();
            }
            String applied = outOf(Math.max(0, total - remaining), total);
            line.show(() -> "History of the shop: " + applied + " applied");
            Thread.sleep(PAUSE);
        }
    }

    /** Some of all events, for people. */
    static String outOf(long some, long all) {
        return String.format(Locale.ROOT, "%,d of %,d events", some, all);
    }

    private long remaining(Map<TopicPartition, Long> ends) {
        try {
            return group.remaining(ends);
        } catch (Failure notNow) {
            return Long.MAX_VALUE;
        }
    }
}
