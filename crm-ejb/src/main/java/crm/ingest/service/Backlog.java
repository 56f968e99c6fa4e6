package crm.ingest.service;

import java.time.Instant;
import java.util.Optional;

/** How far the records of a capability have come: asked by whoever waits for time to pass, answered by whoever watches the groups. */
public interface Backlog {

    /**
     * The instant, of the wall clock, up to which all records that were produced are applied: now where none wait, else when the
     * oldest of them was produced. Empty while that is not known.
     */
    Optional<Instant> appliedUntil(String capability);
}
