package crm.privacy.service;

import crm.privacy.entity.MasterKeyMissing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Holds the master key while it is known to be that of the database; before, and when it no longer is, nothing can be
 * sealed or opened. Thread-safe.
 */
@ApplicationScoped
public class Custody {

    private volatile Unlocked unlocked;
    private volatile String problem = "the master key was not compared with the database yet";

    /** What the right master key gives access to. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Unlocked(MasterKey master, byte[] digestKey) {

        @Override
        public String toString() {
            return master.toString();
        }
    }

    void unlock(Unlocked with) {
        unlocked = with;
        problem = "";
    }

    void lock(String because) {
        problem = because;
        unlocked = null;
    }

    /** Why this node can seal and open nothing, in words for operators; empty when it can. */
    public String problem() {
        return problem;
    }

    /** @throws MasterKeyMissing while there is a {@link #problem} */
    Unlocked unlocked() {
        return Optional.ofNullable(unlocked).orElseThrow(() -> new MasterKeyMissing(problem));
    }
}
