package crm.dev.chaos;

import crm.dev.oracle.Told;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * All stories told side by side: of a hundred events ten come late, five come again, now and then on another topic or, under the
 * same id, with something else said, and of a thousand records one is poison. The same for the same seed, from its beginning.
 */
final class Tale implements Iterator<ProducerRecord<String, byte[]>> {

    private static final int SIDE_BY_SIDE = 64;
    private static final int LATE = 2_000;
    private static final int AGAIN = 5_000;

    private final Stories stories;
    private final Random random;
    private final List<Telling> open = new ArrayList<>();
    private final PriorityQueue<Held> held =
            new PriorityQueue<>(Comparator.comparingLong(Held::due).thenComparingLong(Held::number));
    private int begun;
    private long number;

    Tale(Stories stories, long seed) {
        this.stories = stories;
        this.random = new Random(seed);
        while (open.size() < SIDE_BY_SIDE && begun < stories.count()) {
            open.add(begin());
        }
    }

    private record Held(long due, long number, ProducerRecord<String, byte[]> message, Told first) {}

    private record Telling(Iterator<Told> rest) {}

    private Telling begin() {
        Story story = stories.get(begun);
        begun++;
        return new Telling(story.told().iterator());
    }

    @Override
    public boolean hasNext() {
        return !open.isEmpty() || !held.isEmpty();
    }

    @Override
    public ProducerRecord<String, byte[]> next() {
        number++;
        while (!isDue()) {
            if (open.isEmpty()) {
                throw new NoSuchElementException();
            }
            if (random.nextInt(1000) == 0) {
                return Poison.any(random);
            }
            Told told = nextTold();
            if (random.nextInt(10) > 0) {
                return first(told);
            }
            held.add(new Held(number + 1 + random.nextInt(LATE), number, message(told), told));
        }
        Held due = held.remove();
        return due.first() == null ? due.message() : first(due.first());
    }

    private boolean isDue() {
        return !held.isEmpty() && (open.isEmpty() || held.peek().due() <= number);
    }

    private Told nextTold() {
        int place = random.nextInt(open.size());
        Told told = open.get(place).rest().next();
        if (!open.get(place).rest().hasNext()) {
            if (begun < stories.count()) {
                open.set(place, begin());
            } else {
                open.remove(place);
            }
        }
        return told;
    }

    /** What is sent for the first time may come again. What then says something else follows the first on its partition. */
    private ProducerRecord<String, byte[]> first(Told told) {
        ProducerRecord<String, byte[]> message = message(told);
        if (random.nextInt(20) == 0) {
            ProducerRecord<String, byte[]> again = switch (random.nextInt(10)) {
                case 0 -> Message.of(told.twisted(), message.topic());
                case 1, 2 -> Message.of(told, Inlet.TOPICS.get(random.nextInt(Inlet.TOPICS.size())));
                default -> message;
            };
            held.add(new Held(number + 1 + random.nextInt(AGAIN), number, again, null));
        }
        return message;
    }

    private static ProducerRecord<String, byte[]> message(Told told) {
        return Message.of(told, Inlet.of(told.type()));
    }
}
