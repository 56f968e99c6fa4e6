package crm.segment.entity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A measure over events that is kept as a trait of each profile.
 *
 * @param definition JSON as it was sent
 * @param profiles how many it was asked of since it was saved
 */
public record OwnTrait(
        int id, String key, String definition, State state, long profiles, Instant savedAt, String savedBy) {

    /** Another one after each change that somebody made, and for another trait of the same key. */
    public String revision() {
        return id + "-" + ChronoUnit.MICROS.between(Instant.EPOCH, savedAt);
    }

    /** How far it is. */
    public enum State {
        BACKFILLING,
        LIVE,
        GOING;

        /**
         * By what is done for it.
         *
         * @param pass with all profiles, null if nothing is left to do
         */
        public static State of(String pass) {
            if (pass == null) {
                return LIVE;
            }
            return pass.equals("drop") ? GOING : BACKFILLING;
        }
    }
}
