package crm.platform.page;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Something that pages show while it changes. It is read once a second for all who look, by an application-scoped bean
 * that implements this; what it says is seen by everybody who may follow it, so nothing of it may be personal.
 */
public interface LiveTopic {

    /** Before the colon in what a page asks for: {@code profile} of {@code profile:<uuid>}. */
    String name();

    /**
     * Whether there is such a thing.
     *
     * @param key what follows the colon, if there is one
     */
    boolean has(Optional<String> key);

    boolean isFor(Predicate<String> inRole);

    /**
     * How it is now: JSON by key, the empty text where the topic has none. What is left out stays as it was said last. On
     * one thread at a time.
     *
     * @param keys what anybody follows at the moment
     */
    Map<String, String> read(Set<String> keys);
}
