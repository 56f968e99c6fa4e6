package crm.privacy.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Unwrapped keys that were used lately, each for a short life, the least used give way. Thread-safe. */
final class KeyCache {

    private final int most;
    private final Duration life;
    private final InstantSource clock;
    private final LinkedHashMap<UUID, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private record Entry(Cipher cipher, Instant until) {}

    KeyCache(int most, Duration life, InstantSource clock) {
        this.most = most;
        this.life = life;
        this.clock = clock;
    }

    synchronized Map<UUID, Cipher> get(Collection<UUID> ids) {
        Instant now = clock.instant();
        Map<UUID, Cipher> found = new HashMap<>();
        for (UUID id : ids) {
            Entry entry = entries.get(id);
            if (entry != null && now.isBefore(entry.until())) {
                found.put(id, entry.cipher());
            }
        }
        return found;
    }

    synchronized void put(UUID id, Cipher cipher) {
        entries.put(id, new Entry(cipher, clock.instant().plus(life)));
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    synchronized void forget(Collection<UUID> ids) {
        ids.forEach(entries::remove);
    }

    synchronized void clear() {
        entries.clear();
    }
}
