package crm.profile.fold;

import crm.ingest.entity.Stamp;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The consents of a customer: per purpose the latest word by {@link Stamp}. Not thread-safe. */
public final class Consents {

    private final SortedMap<String, Word> words = new TreeMap<>();

    /** What was said last on one purpose; empty where it was cleared, which must beat older words to come. */
    public record Word(Stamp stamp, Optional<Boolean> granted) {}

    /** Takes a word on a purpose; says whether it is news. */
    public boolean put(String purpose, Word word) {
        Word known = words.get(purpose);
        if (known != null && !word.stamp().isAfter(known.stamp())) {
            return false;
        }
        words.put(purpose, word);
        return true;
    }

    /** By purpose. */
    public SortedMap<String, Word> words() {
        return Collections.unmodifiableSortedMap(words);
    }
}
