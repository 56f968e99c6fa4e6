package crm.privacy.service;

import crm.privacy.entity.Act;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which looks of whom were written lately, so that a page which asks for itself again and again is one look. It stays
 * the same look as long as the page asks at least once in {@link #OPEN}; whoever only pretends to refresh a page has
 * been written down for it. Of this node; another one would write once more. Thread-safe.
 */
@ApplicationScoped
public class OpenPages {

    static final Duration OPEN = Duration.ofMinutes(2);
    private static final int MOST = 10_000;

    /** What somebody looks at. */
    private record View(String actor, Act look) {}

    /** The one not asked for the longest time comes first. */
    private final Map<View, Instant> views = new LinkedHashMap<>(16, 0.75f, true);

    private final InstantSource clock;

    public OpenPages() {
        this(InstantSource.system());
    }

    OpenPages(InstantSource clock) {
        this.clock = clock;
    }

    /** The look has been written. */
    synchronized void opened(String actor, Act look) {
        views.put(new View(actor, look), clock.instant());
        if (views.size() > MOST) {
            views.remove(views.keySet().iterator().next());
        }
    }

    /** Whether the look is still the one that was written when the page was opened; if so, it goes on. */
    synchronized boolean stillOpen(String actor, Act look) {
        View view = new View(actor, look);
        Instant last = views.get(view);
        Instant now = clock.instant();
        if (last == null || last.plus(OPEN).isBefore(now)) {
            return false;
        }
        views.put(view, now);
        return true;
    }
}
