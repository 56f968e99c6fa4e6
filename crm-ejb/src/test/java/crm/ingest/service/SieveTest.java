package crm.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crm.ingest.entity.Delivery;
import crm.ingest.entity.Event;
import crm.ingest.entity.Identity;
import crm.ingest.entity.Payload;
import crm.ingest.entity.Stamp;
import crm.ingest.service.Sieve.Grain;
import crm.ingest.service.Sieve.Sifted;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SieveTest {

    private static final UUID TOPIC = new UUID(1, 2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Tables tables = new Tables();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsTheFirstTheMiddleAndTheLast(boolean names) {
        for (Set<Integer> poison : List.of(Set.of(0), Set.of(50), Set.of(99), Set.of(0, 1, 50, 98, 99))) {
            Tables its = new Tables(poison, names);
            Sifted sifted = its.sift(grains(100, 100), Integer.MAX_VALUE);
            assertThat(offsets(sifted.broken().keySet())).isEqualTo(poison);
            assertThat(sifted.waiting()).isEmpty();
            assertThat(its.applied).hasSize(100 - poison.size()).isSorted();
        }
    }

    @Test
    void appliesASoundBatchOnceAndAsAWhole() {
        Sifted sifted = tables.sift(grains(100, 10), Integer.MAX_VALUE);
        assertThat(sifted).isEqualTo(new Sifted(Map.of(), List.of(), 0));
        assertThat(tables.calls).isEqualTo(1);
        assertThat(tables.applied).hasSize(100);
    }

    @Test
    void leavesOutAtOnceWhatIsNamed() {
        Tables its = new Tables(Set.of(3, 40, 77), true);
        its.sift(grains(100, 100), Integer.MAX_VALUE);
        assertThat(its.calls).isEqualTo(2);
    }

    @Test
    void asksTheHandlerForNothingOfWhichItHasSaidThatItFails() {
        Tables its = new Tables(Set.of(3, 40, 77), true);
        List<Grain> grains = grains(100, 100);
        Map<Event, RuntimeException> suspects = new HashMap<>();
        Set.of(3, 40, 77).forEach(place -> suspects.put(grains.get(place).event(), new IllegalStateException()));
        Sifted sifted = its.sieve(Integer.MAX_VALUE).sift(grains, suspects);
        assertThat(offsets(sifted.broken().keySet())).containsExactlyInAnyOrder(3, 40, 77);
        assertThat(its.calls).isEqualTo(1);
    }

    /** Where all are broken nobody applies anything: then it is for the handler to be mended. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesUpOnAHandlerThatFailsAtAll(boolean names) {
        Set<Integer> all = new HashSet<>(IntStream.range(0, 1000).boxed().toList());
        Tables its = new Tables(all, names);
        assertThatThrownBy(() -> its.sift(grains(1000, 1000), Integer.MAX_VALUE))
                .isInstanceOf(EventsFailed.class);
        assertThat(its.calls).isLessThan(40);
        Tables few = new Tables(Set.of(0, 1, 2), names);
        assertThat(few.sift(grains(3, 3), Integer.MAX_VALUE).broken()).hasSize(3);
    }

    @Test
    void neverBlamesAnEventForWhatPasses() {
        EventsFailed away = new EventsFailed(new SQLException("away", "08006"));
        Sieve sieve = new Sieve(
                tables,
                events -> {
                    throw away;
                },
                failure -> false,
                Integer.MAX_VALUE,
                PATIENCE);
        assertThatThrownBy(() -> sieve.sift(grains(10, 10), Map.of())).isSameAs(away);
        EventsFailed named = new EventsFailed(Map.of(grains(10, 10).get(3).event(), new SQLException("away", "08006")));
        Sieve naming = new Sieve(
                new Tables(),
                events -> {
                    throw named;
                },
                failure -> failure == named,
                Integer.MAX_VALUE,
                PATIENCE);
        assertThatThrownBy(() -> naming.sift(grains(10, 10), Map.of())).isSameAs(named);
    }

    @Test
    void endsWhenItTakesTooLong() {
        Tables its = new Tables(Set.of(4), false);
        Sieve sieve = new Sieve(its, its::handle, failure -> true, Integer.MAX_VALUE, Duration.ZERO);
        assertThatThrownBy(() -> sieve.sift(grains(10, 10), Map.of())).isInstanceOf(EventsFailed.class);
    }

    /** Twenty of two thousand that nobody names, once it is known that they are so many. */
    @Test
    void seeksOneInAHundredInFewSteps() {
        Set<Integer> poison =
                new HashSet<>(new Random(5).ints(20, 0, 2000).boxed().toList());
        Tables its = new Tables(poison, false);
        Sifted sifted = its.sift(grains(2000, 2000), 69);
        assertThat(offsets(sifted.broken().keySet())).isEqualTo(poison);
        assertThat(sifted.sought()).isEqualTo(poison.size());
        assertThat(its.calls).isLessThan(220);
        assertThat(its.given)
                .as("events that were given to the handler, again and again")
                .isLessThan(3 * 2000);
    }

    /** Whatever is broken, of whatever keys, named or not, in portions of any size. */
    @RepeatedTest(500)
    void keepsTheOrderOfEachKeyAndLosesNothing(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Grain> grains = grains(1 + random.nextInt(60), 1 + random.nextInt(40));
        Set<Integer> poison = new TreeSet<>();
        int most = Math.min(8, grains.size());
        random.ints(random.nextInt(most + 1), 0, grains.size()).forEach(poison::add);
        Tables its = new Tables(poison, random.nextBoolean());
        Sifted sifted = its.sift(grains, random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(20));

        Map<String, Integer> brokenFrom = new HashMap<>();
        Set<Integer> broken = new TreeSet<>();
        List<Integer> sound = new ArrayList<>();
        List<Integer> waiting = new ArrayList<>();
        for (int place = 0; place < grains.size(); place++) {
            String key = key(grains.get(place));
            if (key != null && brokenFrom.containsKey(key)) {
                waiting.add(place);
            } else if (poison.contains(place)) {
                broken.add(place);
                brokenFrom.put(key, place);
            } else {
                sound.add(place);
            }
        }
        assertThat(offsets(sifted.broken().keySet())).isEqualTo(broken);
        assertThat(sifted.waiting().stream().map(SieveTest::offset)).containsExactlyElementsOf(waiting);
        assertThat(its.applied).containsExactlyElementsOf(sound);
    }

    private static Set<Integer> offsets(Set<Delivery> deliveries) {
        return new TreeSet<>(deliveries.stream().map(SieveTest::offset).toList());
    }

    private static int offset(Delivery delivery) {
        return (int) delivery.offset();
    }

    private static String key(Grain grain) {
        byte[] key = grain.delivery().key();
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }

    /** Every tenth has no key, and with that no order. */
    private static List<Grain> grains(int count, int keys) {
        List<Grain> grains = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            byte[] key = place % 10 == 9 ? null : ("k" + place % keys).getBytes(StandardCharsets.UTF_8);
            Delivery delivery = new Delivery(
                    "customer_order", "orders", TOPIC, 0, place, Instant.EPOCH, List.of(), key, new byte[0]);
            Stamp stamp = new Stamp(Instant.EPOCH, "test", String.valueOf(place));
            grains.add(new Grain(
                    delivery,
                    new Event(stamp, "lived", Identity.customer("c"), false, Payload.Occurrence.INSTANCE, "{}")));
        }
        return grains;
    }

    /** What a handler and its database would do: half of a batch is written when it fails. */
    private static final class Tables implements Savepoint {

        private final Set<Integer> poison;
        private final boolean names;
        private final List<Integer> applied = new ArrayList<>();
        private int kept = -1;
        private int calls;
        private int given;

        Tables() {
            this(Set.of(), true);
        }

        Tables(Set<Integer> poison, boolean names) {
            this.poison = poison;
            this.names = names;
        }

        Sifted sift(List<Grain> grains, int portion) {
            return sieve(portion).sift(grains, Map.of());
        }

        Sieve sieve(int portion) {
            return new Sieve(this, this::handle, failure -> true, portion, PATIENCE);
        }

        void handle(List<Event> events) {
            assertThat(events).isNotEmpty();
            assertThat(kept).as("behind a savepoint").isNotNegative();
            calls++;
            given += events.size();
            Map<Event, RuntimeException> failed = new HashMap<>();
            for (Event event : events) {
                int place = Integer.parseInt(event.stamp().id());
                applied.add(place);
                if (poison.contains(place)) {
                    failed.put(event, new IllegalStateException());
                }
            }
            if (!failed.isEmpty()) {
                throw names ? new EventsFailed(failed) : new EventsFailed(new IllegalStateException());
            }
        }

        @Override
        public void set() {
            assertThat(kept).isNegative();
            kept = applied.size();
        }

        @Override
        public void rollBack() {
            applied.subList(kept, applied.size()).clear();
            release();
        }

        @Override
        public void release() {
            assertThat(kept).isNotNegative();
            kept = -1;
        }
    }
}
