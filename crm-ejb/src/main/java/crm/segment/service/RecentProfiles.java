package crm.segment.service;

import crm.profile.entity.ProfileId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The profiles of which something happened last, as far as there is room for them. Who holds the lock of a profile takes it out,
 * and puts back what it is then; of a transaction that fails nothing comes back. Thread-safe.
 */
final class RecentProfiles {

    private static final long MOST_BYTES = 256L << 20;
    private static final int SHARE_OF_THE_HEAP = 8;

    /** What was put last is last. */
    private final Map<ProfileId, Sized> recent = new LinkedHashMap<>();

    private final long room;
    private long taken;

    private record Sized(Remembered remembered, long bytes) {}

    RecentProfiles() {
        this(Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP));
    }

    RecentProfiles(long room) {
        this.room = room;
    }

    synchronized Optional<Remembered> take(ProfileId profile) {
        Sized known = recent.remove(profile);
        if (known == null) {
            return Optional.empty();
        }
        taken -= known.bytes();
        return Optional.of(known.remembered());
    }

    synchronized void put(ProfileId profile, Remembered remembered) {
        take(profile);
        Sized sized = new Sized(remembered, remembered.bytes());
        if (sized.bytes() > room / 2) {
            return;
        }
        recent.put(profile, sized);
        taken += sized.bytes();
        Iterator<Sized> oldest = recent.values().iterator();
        while (taken > room) {
            taken -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
