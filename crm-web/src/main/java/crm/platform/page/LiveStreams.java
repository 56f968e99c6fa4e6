package crm.platform.page;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All pages that look through this node. Thread-safe. */
final class LiveStreams {

    /** Then a page asks again, and who it is is looked at again; a login that ended otherwise than by logout shows then. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    static final Duration BETWEEN_BEATS = Duration.ofSeconds(5);
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Logger LOG = System.getLogger(LiveStreams.class.getName());

    private final Complaints complaints = new Complaints(LOG);
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final Map<LiveWish, String> latest = new ConcurrentHashMap<>();

    /**
     * Begins another one, if there is room. Of a session or an account that has too many the oldest ends: most often nobody
     * looks at it any more, which shows only when something is written.
     */
    synchronized boolean add(LiveViewer viewer, LiveSettings settings, Function<LiveStreams, LiveStream> begin) {
        makeRoom(stream -> stream.viewer().session().equals(viewer.session()), settings.mostOfASession());
        makeRoom(stream -> stream.viewer().account().equals(viewer.account()), settings.mostOfAnAccount());
        if (streams.size() >= settings.most()) {
            return false;
        }
        streams.add(begin.apply(this));
        return true;
    }

    private void makeRoom(Predicate<LiveStream> its, int most) {
        List<LiveStream> present = streams.stream()
                .filter(its)
                .sorted(Comparator.comparingLong(LiveStream::beganAt))
                .toList();
        present.subList(0, Math.max(0, present.size() + 1 - most)).forEach(LiveStream::end);
    }

    void remove(LiveStream stream) {
        streams.remove(stream);
    }

    /** What anybody follows: keys by topic. */
    Map<String, Set<String>> followed() {
        return streams.stream()
                .flatMap(stream -> stream.wishes().stream())
                .collect(Collectors.groupingBy(LiveWish::topic, Collectors.mapping(LiveWish::key, Collectors.toSet())));
    }

    /** As it was read last, for as long as somebody follows it. */
    Optional<String> latest(LiveWish wish) {
        return Optional.ofNullable(latest.get(wish));
    }

    /** Tells all who follow it. */
    void tell(String topic, Map<String, String> now) {
        long at = System.nanoTime();
        now.forEach((key, json) -> {
            LiveWish wish = new LiveWish(topic, key);
            latest.put(wish, json);
            each(stream -> stream.tell(wish, json, at));
        });
    }

    /** Lets go of who does not read and who looked long enough, and gives the others a sign. */
    void tend(long now) {
        each(stream -> {
            if (stream.age(now) > LONGEST.toNanos() || stream.isStuck(now, PATIENCE.toNanos())) {
                stream.end();
            } else if (stream.silence(now) >= BETWEEN_BEATS.toNanos()) {
                stream.beat(now);
            }
        });
        latest.keySet().retainAll(wishes(streams));
    }

    /** One that fails ends; the others go on. */
    private void each(Consumer<LiveStream> act) {
        for (LiveStream stream : streams) {
            try {
                act.accept(stream);
            } catch (RuntimeException e) {
                complaints.say("live=failed", e);
                letGo(stream);
            }
        }
    }

    private void letGo(LiveStream stream) {
        try {
            stream.end();
        } catch (RuntimeException e) {
            complaints.say("live=failed", e);
        }
    }

    private static Set<LiveWish> wishes(Collection<LiveStream> streams) {
        return streams.stream().flatMap(stream -> stream.wishes().stream()).collect(Collectors.toSet());
    }

    void end(String session) {
        streams.stream()
                .filter(stream -> stream.viewer().session().equals(session))
                .forEach(LiveStream::end);
    }

    void endAll() {
        streams.forEach(LiveStream::end);
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }
}
