package crm.dev.chaos;

import crm.dev.oracle.History;
import crm.dev.oracle.Scene;
import crm.dev.oracle.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * A few people whom nobody outside of it knows, and all that is told of them. It can be told again at any time, so nobody needs
 * to remember it.
 */
record Story(long seed, int number, int size) {

    private static final Instant BEGIN = Instant.parse("2023-01-01T00:00:00Z");
    private static final Duration SPAN = Duration.ofDays(600);
    /** Of ten events. Besides, the producer holds back one of ten. */
    private static final int DISORDER = 1;

    /** How many events it has if it is told to its end: mostly dozens, now and then hundreds. */
    static int sizeOf(long seed, int number) {
        Random random = new Random(seed * 31 + number);
        int kind = random.nextInt(100);
        return kind < 75 ? 10 + random.nextInt(60) : kind < 98 ? 70 + random.nextInt(200) : 300 + random.nextInt(1200);
    }

    /** The events, in about the order in which they happen. */
    List<Told> told() {
        Scene scene = new Scene("s" + number + "x", BEGIN, SPAN, DISORDER, Math.max(8, size / 6));
        return new History(new Random(seed * 1_000_003 + number), size, scene).told();
    }

    /** The number of the story that an event is of, by its id. */
    static int numberOf(String id) {
        return Integer.parseInt(id.substring(1, id.indexOf('x')));
    }

    /** The place of the event in its story, by its id. */
    static int placeOf(String id) {
        return Integer.parseInt(id.substring(id.indexOf("xe") + 2));
    }
}
