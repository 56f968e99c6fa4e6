package crm.dev.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import crm.dev.oracle.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TaleTest {

    private static final int EVENTS = 20_000;
    private static final long SEED = 3;

    private final Stories stories = new Stories(SEED, EVENTS);
    private final List<ProducerRecord<String, byte[]>> records = new ArrayList<>();

    TaleTest() {
        new Tale(stories, SEED).forEachRemaining(records::add);
    }

    @Test
    void tellsEachEventAndFiveOfAHundredAgain() {
        Set<String> events = new HashSet<>();
        marks().stream().filter(mark -> !Poison.isMark(mark)).forEach(events::add);
        long again = records.size() - poison() - EVENTS;

        assertThat(events).hasSize(EVENTS).allMatch(id -> stories.indexOf(id) >= 0);
        assertThat(again).isBetween(EVENTS * 4L / 100, EVENTS * 6L / 100);
        assertThat(poison()).isBetween(EVENTS / 2000L, EVENTS / 500L);
    }

    @Test
    void isTheSameForTheSameSeed() {
        List<String> again = new ArrayList<>();
        new Tale(stories, SEED).forEachRemaining(record -> again.add(mark(record)));

        assertThat(again).isEqualTo(marks());
    }

    @Test
    void tellsInDisorder() {
        Map<Integer, Integer> latest = new HashMap<>();
        int late = 0;
        Set<String> known = new HashSet<>();
        for (String mark : marks()) {
            if (!Poison.isMark(mark) && known.add(mark)) {
                int place = Story.placeOf(mark);
                late += latest.merge(Story.numberOf(mark), place, Math::max) > place ? 1 : 0;
            }
        }

        assertThat(late).isBetween(EVENTS * 7 / 100, EVENTS * 12 / 100);
    }

    /** Or nobody could say which of the two comes first. */
    @Test
    void saysSomethingElseOnlyAfterTheFirstOnItsPartition() {
        Map<String, String> first = new HashMap<>();
        int twisted = 0;
        for (ProducerRecord<String, byte[]> record : records) {
            String place = record.topic() + ' ' + record.key() + ' ' + mark(record);
            String value = new String(record.value(), UTF_8);
            boolean isTwisted = value.contains("\"note\":\"twisted\"");
            assertThat(isTwisted && !first.containsKey(place)).as(place).isFalse();
            first.putIfAbsent(place, value);
            twisted += isTwisted ? 1 : 0;
        }

        assertThat(twisted).isPositive();
    }

    @Test
    void knowsEventsByTheirIds() {
        Story story = stories.get(7);
        List<Told> told = story.told();

        assertThat(told).hasSize(story.size());
        assertThat(stories.indexOf(told.get(0).stamp().id()) + 1)
                .isEqualTo(stories.indexOf(told.get(1).stamp().id()));
        assertThat(stories.indexOf("s7xe" + story.size())).isEqualTo(-1);
        assertThat(stories.indexOf("nobody's")).isEqualTo(-1);
    }

    private long poison() {
        return marks().stream().filter(Poison::isMark).count();
    }

    private List<String> marks() {
        return records.stream().map(TaleTest::mark).toList();
    }

    private static String mark(ProducerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader(Message.MARK).value(), UTF_8);
    }
}
