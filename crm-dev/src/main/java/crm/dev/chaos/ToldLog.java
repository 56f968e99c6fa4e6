package crm.dev.chaos;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the topics in hold: the truth about what was told, whatever happened to the producer. */
final class ToldLog {

    private final Stories stories;
    private final BitSet told;
    private final Map<Place, String> poison = new HashMap<>();
    private long records;
    private long again;

    ToldLog(Stories stories, TopicReader reader) {
        this.stories = stories;
        this.told = new BitSet(stories.events());
        Inlet.TOPICS.forEach(topic -> reader.read(topic, this::add));
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        records++;
        String mark = TopicReader.header(record, Message.MARK);
        if (Poison.isMark(mark)) {
            poison.put(new Place(record.topic(), record.partition(), record.offset()), Poison.code(mark));
            return;
        }
        int index = stories.indexOf(mark);
        again += told.get(index) ? 1 : 0;
        told.set(index);
    }

    /** Which events are in it. */
    BitSet told() {
        return told;
    }

    /** Where poison stands, and the code that it must get. */
    Map<Place, String> poison() {
        return poison;
    }

    long records() {
        return records;
    }

    /** How many records tell an event that an earlier one tells. */
    long again() {
        return again;
    }
}
