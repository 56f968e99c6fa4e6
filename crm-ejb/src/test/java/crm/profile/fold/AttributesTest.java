package crm.profile.fold;

import static org.assertj.core.api.Assertions.assertThat;

import crm.ingest.entity.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class AttributesTest {

    private final Attributes attributes = new Attributes();

    @Test
    void theLatestWordWinsWheneverItComes() {
        put("/name", 2, "\"new\"");
        put("/name", 1, "\"old\"");
        assertThat(attributes.get("/name")).isEqualTo("\"new\"");
    }

    @Test
    void tiesAreBrokenBySourceAndId() {
        attributes.put("/name", new Attributes.Fact(new Stamp(Instant.EPOCH, "a", "2"), "\"second\""));
        attributes.put("/name", new Attributes.Fact(new Stamp(Instant.EPOCH, "a", "1"), "\"first\""));
        assertThat(attributes.get("/name")).isEqualTo("\"second\"");
    }

    @Test
    void nullClearsAndKeepsOlderWordsOut() {
        put("/name", 2, "null");
        put("/name", 1, "\"old\"");
        assertThat(attributes.get("/name")).isNull();
    }

    @Test
    void clearingAnObjectClearsItsOlderFieldsOnly() {
        put("/address/city", 1, "\"Rome\"");
        put("/address/country", 3, "\"IT\"");
        put("/address", 2, "null");
        assertThat(attributes.get("/address/city")).isNull();
        assertThat(attributes.get("/address/country")).isEqualTo("\"IT\"");
    }

    @Test
    void aLongerNameIsNotAField() {
        put("/address2", 1, "\"x\"");
        put("/address", 2, "null");
        assertThat(attributes.get("/address2")).isEqualTo("\"x\"");
    }

    @Test
    void anyOrderOfTheSameWordsGivesTheSame() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<Integer> words = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                words.add(random.nextInt(1000));
            }
            SortedMap<String, Attributes.Fact> expected = told(words);
            Collections.shuffle(words, random);
            assertThat(told(words)).isEqualTo(expected);
        }
    }

    private static SortedMap<String, Attributes.Fact> told(List<Integer> words) {
        Attributes attributes = new Attributes();
        String[] pointers = {"/a", "/a/b", "/a/b/c", "/a/d", "/e"};
        for (int word : words) {
            Stamp stamp = new Stamp(Instant.ofEpochSecond(word % 7), "s", "" + word);
            attributes.put(
                    pointers[word % pointers.length], new Attributes.Fact(stamp, word % 3 == 0 ? "null" : "" + word));
        }
        return attributes.facts();
    }

    private void put(String pointer, int second, String json) {
        attributes.put(pointer, new Attributes.Fact(new Stamp(Instant.ofEpochSecond(second), "s", "i"), json));
    }
}
